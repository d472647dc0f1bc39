CREATE TABLE "register_rows" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"plan" text NOT NULL,
	"register" text NOT NULL,
	"cells" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"remove_reason" text
);
--> statement-breakpoint
CREATE TABLE "standing_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"plan" text NOT NULL,
	"duty" text NOT NULL,
	"key" text NOT NULL,
	"nil" boolean NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"seen" jsonb NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "register_rows" ADD CONSTRAINT "register_rows_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_entries" ADD CONSTRAINT "standing_entries_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_entries" ADD CONSTRAINT "standing_entries_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_watches" ADD CONSTRAINT "standing_watches_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_rows_of" ON "register_rows" USING btree ("unit_id","plan","register");--> statement-breakpoint
CREATE INDEX "standing_entries_of" ON "standing_entries" USING btree ("unit_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "standing_watches_root" ON "standing_watches" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "standing_watches_due" ON "standing_watches" USING btree ("due_at");