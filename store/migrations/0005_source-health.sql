CREATE TABLE "source_alarms" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"kind" text NOT NULL,
	"reason" jsonb NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"cleared_at" timestamp (3) with time zone,
	"clear_told_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "busy_token" text;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "busy_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "busy_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "gap_ms" integer;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "per_hour" integer;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "per_day" integer;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "hour_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "hour_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "day_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "day_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "pauses_in_row" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "priority" text DEFAULT 'normal' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "interval_by" text DEFAULT 'program' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "rhythm" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "health_reason" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "health_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "last_good_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "source_alarms" ADD CONSTRAINT "source_alarms_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "source_alarms_open" ON "source_alarms" USING btree ("source_id","kind") WHERE cleared_at IS NULL;--> statement-breakpoint
CREATE INDEX "source_alarms_raised" ON "source_alarms" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "source_alarms_due" ON "source_alarms" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "articles_source" ON "articles" USING btree ("source_id","first_seen_at");