CREATE TABLE "meeting_guests" (
	"id" text PRIMARY KEY NOT NULL,
	"release_id" text NOT NULL,
	"reporter" text NOT NULL,
	"outlet" text NOT NULL,
	"media_class" text NOT NULL,
	"card" text NOT NULL,
	"card_checked_at" timestamp (3) with time zone NOT NULL,
	"admitted" boolean NOT NULL,
	"note" text NOT NULL,
	"came_at" timestamp (3) with time zone,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"release_id" text NOT NULL,
	"talking_points_id" text NOT NULL,
	"talking_points_revision" integer NOT NULL,
	"reporter" text NOT NULL,
	"outlet" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"speaker" text NOT NULL,
	"deviation" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "news_centres" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"state" text NOT NULL,
	"unit_id" text NOT NULL,
	"every_ms" integer NOT NULL,
	"services" text NOT NULL,
	"strategy" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"reason" text NOT NULL,
	"warned_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_addresses" (
	"id" text PRIMARY KEY NOT NULL,
	"release_id" text NOT NULL,
	"url" text NOT NULL,
	"place" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"release_id" text NOT NULL,
	"n" integer NOT NULL,
	"talking_points_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"release_id" text NOT NULL,
	"seq" integer GENERATED ALWAYS AS IDENTITY (sequence name "release_steps_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"step" text NOT NULL,
	"approved" boolean NOT NULL,
	"comment" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"scope" text NOT NULL,
	"unit_id" text NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"title" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"scheduled_at" timestamp (3) with time zone,
	"live_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"corrects_id" text,
	"evaluation" jsonb,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_questions" ADD CONSTRAINT "meeting_questions_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_centres" ADD CONSTRAINT "news_centres_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_centres" ADD CONSTRAINT "news_centres_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_addresses" ADD CONSTRAINT "release_addresses_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_revisions" ADD CONSTRAINT "release_revisions_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_steps" ADD CONSTRAINT "release_steps_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_guests_release" ON "meeting_guests" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "meeting_questions_release" ON "meeting_questions" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "news_centres_incident" ON "news_centres" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "news_centres_open" ON "news_centres" USING btree ("incident_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "news_centres_due" ON "news_centres" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "release_addresses_url" ON "release_addresses" USING btree ("release_id","url");--> statement-breakpoint
CREATE UNIQUE INDEX "release_revisions_n" ON "release_revisions" USING btree ("release_id","n");--> statement-breakpoint
CREATE INDEX "release_steps_release" ON "release_steps" USING btree ("release_id");--> statement-breakpoint
CREATE UNIQUE INDEX "releases_n" ON "releases" USING btree ("incident_id","n");--> statement-breakpoint
CREATE INDEX "releases_due" ON "releases" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "releases_live" ON "releases" USING btree ("live_at");--> statement-breakpoint
CREATE INDEX "releases_points" ON "releases" USING btree ("talking_points_id");