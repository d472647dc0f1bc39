CREATE TABLE "drills" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"scenario" text NOT NULL,
	"scenario_version" text NOT NULL,
	"content" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by_user_id" text NOT NULL,
	"started_by_name" text NOT NULL,
	"given" integer DEFAULT 0 NOT NULL,
	"pace_real_at" timestamp (3) with time zone NOT NULL,
	"pace_drill_at" timestamp (3) with time zone NOT NULL,
	"speed" integer NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"tally" jsonb,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "drills_incident" ON "drills" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "drills_due" ON "drills" USING btree ("due_at");