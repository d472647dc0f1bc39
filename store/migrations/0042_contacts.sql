CREATE TABLE "contact_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"about_user_id" text,
	"about" text NOT NULL,
	"what" text[] NOT NULL,
	"register" text,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_about_user_id_user_id_fk" FOREIGN KEY ("about_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_changes_unit" ON "contact_changes" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "contact_changes_due" ON "contact_changes" USING btree ("due_at");