CREATE TABLE "delegations" (
	"id" text PRIMARY KEY NOT NULL,
	"bureau_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"for_user_id" text NOT NULL,
	"user_id" text NOT NULL,
	"powers" text[] NOT NULL,
	"compartment" boolean DEFAULT false NOT NULL,
	"number" text NOT NULL,
	"signed_on" text NOT NULL,
	"reason" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"recorded_by_user_id" text NOT NULL,
	"recorded_by_name" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by_name" text,
	"revoke_reason" text
);
--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_bureau_id_units_id_fk" FOREIGN KEY ("bureau_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_for_user_id_user_id_fk" FOREIGN KEY ("for_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "delegations_number" ON "delegations" USING btree ("bureau_id","number");--> statement-breakpoint
CREATE INDEX "delegations_user" ON "delegations" USING btree ("user_id","until_at");--> statement-breakpoint
CREATE INDEX "delegations_for" ON "delegations" USING btree ("for_user_id","until_at");