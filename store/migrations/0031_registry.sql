CREATE TABLE "card_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"journalist_id" text NOT NULL,
	"result" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" text PRIMARY KEY NOT NULL,
	"journalist_id" text NOT NULL,
	"kind" text NOT NULL,
	"incident_id" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journalist_links" (
	"id" text PRIMARY KEY NOT NULL,
	"journalist_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"release_id" text,
	"outcome" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journalist_merges" (
	"id" text PRIMARY KEY NOT NULL,
	"kept_id" text NOT NULL,
	"gone_id" text NOT NULL,
	"reason" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_by" text,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "journalists" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"pen_names" text[] NOT NULL,
	"outlet_id" text,
	"role" text,
	"url" text DEFAULT '' NOT NULL,
	"contact_sealed" text,
	"contact_key" text,
	"card_print" text,
	"basis" text NOT NULL,
	"restriction" text,
	"restricted_at" timestamp (3) with time zone,
	"merged_into_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"registered_by" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"review_at" timestamp (3) with time zone NOT NULL,
	"keep_until" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	"erasure" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_outlets" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"outlet_id" text,
	"media_class" text NOT NULL,
	"licence" text NOT NULL,
	"licence_no" text DEFAULT '' NOT NULL,
	"licence_result" text,
	"licence_checked_at" timestamp (3) with time zone,
	"licence_checked_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD COLUMN "journalist_id" text;--> statement-breakpoint
ALTER TABLE "card_checks" ADD CONSTRAINT "card_checks_journalist_id_journalists_id_fk" FOREIGN KEY ("journalist_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_journalist_id_journalists_id_fk" FOREIGN KEY ("journalist_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalist_links" ADD CONSTRAINT "journalist_links_journalist_id_journalists_id_fk" FOREIGN KEY ("journalist_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalist_links" ADD CONSTRAINT "journalist_links_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalist_merges" ADD CONSTRAINT "journalist_merges_kept_id_journalists_id_fk" FOREIGN KEY ("kept_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalist_merges" ADD CONSTRAINT "journalist_merges_gone_id_journalists_id_fk" FOREIGN KEY ("gone_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalists" ADD CONSTRAINT "journalists_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journalists" ADD CONSTRAINT "journalists_outlet_id_registry_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."registry_outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registry_outlets" ADD CONSTRAINT "registry_outlets_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_checks_of" ON "card_checks" USING btree ("journalist_id","at");--> statement-breakpoint
CREATE INDEX "interactions_of" ON "interactions" USING btree ("journalist_id","happened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "journalist_links_of" ON "journalist_links" USING btree ("journalist_id","incident_id");--> statement-breakpoint
CREATE INDEX "journalist_merges_kept" ON "journalist_merges" USING btree ("kept_id");--> statement-breakpoint
CREATE UNIQUE INDEX "journalist_merges_gone" ON "journalist_merges" USING btree ("gone_id") WHERE undone_at IS NULL;--> statement-breakpoint
CREATE INDEX "journalists_unit" ON "journalists" USING btree ("unit_id","state","name");--> statement-breakpoint
CREATE INDEX "journalists_card" ON "journalists" USING btree ("unit_id","card_print");--> statement-breakpoint
CREATE INDEX "journalists_outlet" ON "journalists" USING btree ("outlet_id");--> statement-breakpoint
CREATE INDEX "journalists_merged" ON "journalists" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "journalists_due" ON "journalists" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "journalists_key" ON "journalists" USING btree ("contact_key");--> statement-breakpoint
CREATE UNIQUE INDEX "registry_outlets_name" ON "registry_outlets" USING btree ("unit_id","name");--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_journalist_id_journalists_id_fk" FOREIGN KEY ("journalist_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_guests_journalist" ON "meeting_guests" USING btree ("journalist_id");