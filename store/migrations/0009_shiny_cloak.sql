CREATE TABLE "adoptions" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"plan" text NOT NULL,
	"adopted_at" timestamp (3) with time zone NOT NULL,
	"adopted_by" text NOT NULL,
	"dropped_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "body_members" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"body" text NOT NULL,
	"user_id" text NOT NULL,
	"leads" boolean DEFAULT false NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"activation_id" text NOT NULL,
	"body" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entered_by" text
);
--> statement-breakpoint
CREATE TABLE "plan_texts" (
	"hash" text PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"plan_version" text NOT NULL,
	"content" text NOT NULL,
	"pinned_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"activation_id" text NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"reason" text,
	"evidence" jsonb NOT NULL,
	"signatures" jsonb NOT NULL,
	"retries" integer NOT NULL,
	"carried_from" text,
	"by_name" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "activations_key";--> statement-breakpoint
ALTER TABLE "activations" ALTER COLUMN "decision_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ALTER COLUMN "started_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "clock_firings" ALTER COLUMN "late_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "clocks" ALTER COLUMN "limit_ms" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "plan_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "mode" text;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "instants" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "parameters" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "chosen" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "proposed_by_user_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "proposed_by_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "activations" ADD COLUMN "proposed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "activation_id" text;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "body" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "what" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "overdue_on_creation" text;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "from_clock_id" text;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "activation_id" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "decision" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "restricted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "occurred_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "opening" jsonb;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_runs" ADD CONSTRAINT "step_runs_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "adoptions_key" ON "adoptions" USING btree ("root_id","plan");--> statement-breakpoint
CREATE INDEX "body_members_body" ON "body_members" USING btree ("unit_id","body");--> statement-breakpoint
CREATE INDEX "body_members_user" ON "body_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_ins_key" ON "check_ins" USING btree ("activation_id","body","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "step_runs_key" ON "step_runs" USING btree ("activation_id","step");--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activations_incident" ON "activations" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activations_open" ON "activations" USING btree ("incident_id","plan") WHERE state NOT IN ('declined', 'ended', 'reviewed');