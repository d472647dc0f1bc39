CREATE TABLE "points_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_by_name" text NOT NULL,
	"model" text,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sentences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"refused" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"body" jsonb,
	"words_hash" text,
	"failure" text,
	"ended_at" timestamp (3) with time zone,
	"taken_at" timestamp (3) with time zone,
	"taken_by_name" text,
	"discarded_at" timestamp (3) with time zone,
	"discarded_by_name" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD COLUMN "origin" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD COLUMN "draft_id" text;--> statement-breakpoint
ALTER TABLE "points_drafts" ADD CONSTRAINT "points_drafts_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "points_drafts_incident" ON "points_drafts" USING btree ("incident_id","asked_at");--> statement-breakpoint
CREATE INDEX "points_drafts_words" ON "points_drafts" USING btree ("words_hash");--> statement-breakpoint
CREATE INDEX "points_drafts_due" ON "points_drafts" USING btree ("due_at");--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD CONSTRAINT "talking_points_revisions_draft_id_points_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."points_drafts"("id") ON DELETE no action ON UPDATE no action;