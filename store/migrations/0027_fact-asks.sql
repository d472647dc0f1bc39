CREATE TABLE "fact_asks" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"unit_id" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "ask_id" text;--> statement-breakpoint
ALTER TABLE "fact_asks" ADD CONSTRAINT "fact_asks_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_asks" ADD CONSTRAINT "fact_asks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fact_asks_talking_points" ON "fact_asks" USING btree ("talking_points_id");--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_ask_id_fact_asks_id_fk" FOREIGN KEY ("ask_id") REFERENCES "public"."fact_asks"("id") ON DELETE no action ON UPDATE no action;