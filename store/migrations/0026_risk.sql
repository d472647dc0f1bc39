CREATE TABLE "rescorings" (
	"id" text PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"unit_id" text,
	"since" timestamp (3) with time zone NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"cursor_at" timestamp (3) with time zone,
	"cursor_id" text,
	"state" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb,
	"by" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_thresholds" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"n" integer NOT NULL,
	"misinformation" jsonb,
	"spread" jsonb,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "risk_thresholds" ADD CONSTRAINT "risk_thresholds_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rescorings_due" ON "rescorings" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "rescorings_started" ON "rescorings" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "risk_thresholds_n" ON "risk_thresholds" USING btree ("unit_id","n");