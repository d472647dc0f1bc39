CREATE TABLE "calendar_subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_subscriptions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "figure_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"bytes" "bytea",
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"defaults" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text NOT NULL,
	"by" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"last_row" integer DEFAULT 0 NOT NULL,
	"rows_expected" integer,
	"rows_saved" integer DEFAULT 0 NOT NULL,
	"counts" jsonb,
	"checked_change" bigint,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"fault_count" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"import_id" text NOT NULL,
	"cause" text NOT NULL,
	"old_figure_id" text NOT NULL,
	"new_figure_id" text NOT NULL,
	"old_value" numeric NOT NULL,
	"old_unit" text NOT NULL,
	"new_value" numeric NOT NULL,
	"new_unit" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figures_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"figures" bigint DEFAULT 0 NOT NULL,
	"calendar" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reopened" (
	"id" text PRIMARY KEY NOT NULL,
	"revision_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"incident_id" text,
	"facts" jsonb NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"settled_by" text,
	"settled_note" text
);
--> statement-breakpoint
CREATE TABLE "staged_figures" (
	"import_id" text NOT NULL,
	"row" integer NOT NULL,
	"id" text NOT NULL,
	"indicator" text NOT NULL,
	"indicator_name" text NOT NULL,
	"region" text NOT NULL,
	"region_name" text NOT NULL,
	"scope" text DEFAULT 'whole' NOT NULL,
	"period" text NOT NULL,
	"period_type" text NOT NULL,
	"measure" text NOT NULL,
	"price_basis" text,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"status" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone,
	"owner" text NOT NULL,
	"source_url" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'new' NOT NULL,
	"old_id" text,
	"old_value" numeric,
	"old_unit" text,
	"old_published_at" timestamp (3) with time zone,
	CONSTRAINT "staged_figures_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
DROP INDEX "figures_series";--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD COLUMN "state" text DEFAULT 'planned' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "scope" text DEFAULT 'whole' NOT NULL;--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "change" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "figures" ADD COLUMN "import_id" text;--> statement-breakpoint
ALTER TABLE "reopened" ADD CONSTRAINT "reopened_revision_id_figure_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."figure_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staged_figures" ADD CONSTRAINT "staged_figures_import_id_figure_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."figure_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_user" ON "calendar_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "figure_imports_started" ON "figure_imports" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "figure_imports_due" ON "figure_imports" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "figure_revisions_key" ON "figure_revisions" USING btree ("import_id","old_figure_id","new_figure_id");--> statement-breakpoint
CREATE INDEX "figure_revisions_at" ON "figure_revisions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "figure_revisions_due" ON "figure_revisions" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reopened_key" ON "reopened" USING btree ("revision_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "reopened_state" ON "reopened" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "reopened_unit" ON "reopened" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "staged_figures_kind" ON "staged_figures" USING btree ("import_id","kind","row");--> statement-breakpoint
CREATE INDEX "calendar_entries_scheduled" ON "calendar_entries" USING btree ("scheduled_at");--> statement-breakpoint
CREATE INDEX "figures_region" ON "figures" USING btree ("region","indicator","period");--> statement-breakpoint
CREATE INDEX "figures_change" ON "figures" USING btree ("change");--> statement-breakpoint
ALTER TABLE "figures" ADD CONSTRAINT "figures_vintage" UNIQUE NULLS NOT DISTINCT("indicator","region","scope","period","period_type","measure","price_basis","published_at");