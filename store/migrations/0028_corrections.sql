CREATE TABLE "correction_letters" (
	"id" text PRIMARY KEY NOT NULL,
	"correction_id" text NOT NULL,
	"n" integer NOT NULL,
	"rung" text NOT NULL,
	"letter" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "correction_looks" (
	"id" text PRIMARY KEY NOT NULL,
	"correction_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"proof" jsonb NOT NULL,
	"article_version_id" text,
	"evidence_id" text,
	CONSTRAINT "correction_looks_proof" UNIQUE("id","correction_id","outcome"),
	CONSTRAINT "correction_looks_sealed" CHECK ((outcome NOT IN ('corrected', 'silently_edited', 'withdrawn', 'partly', 'changed_back') OR (evidence_id IS NOT NULL AND article_version_id IS NOT NULL))
        AND (outcome <> 'removed' OR evidence_id IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "correction_sendings" (
	"correction_id" text NOT NULL,
	"n" integer NOT NULL,
	"rung" text NOT NULL,
	"way" text NOT NULL,
	"address" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"approved_by_name" text NOT NULL,
	CONSTRAINT "correction_sendings_correction_id_n_pk" PRIMARY KEY("correction_id","n")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"flag_id" text NOT NULL,
	"verdict" text NOT NULL,
	"lead_id" text,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"cluster_id" text,
	"incident_id" text,
	"unit_id" text NOT NULL,
	"root_id" text NOT NULL,
	"outlet_id" text NOT NULL,
	"outlet_name" text NOT NULL,
	"outlet_domain" text NOT NULL,
	"subject" jsonb NOT NULL,
	"span_key" text NOT NULL,
	"figure_id" text,
	"ask" text NOT NULL,
	"state" text NOT NULL,
	"rung" text DEFAULT 'request' NOT NULL,
	"letter" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"hash" text NOT NULL,
	"approved_by_name" text DEFAULT '' NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"next_step_at" timestamp (3) with time zone,
	"replies" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" text,
	"outcome_at" timestamp (3) with time zone,
	"looked_at" timestamp (3) with time zone,
	"proof_look_id" text,
	"proof_outcome" text,
	"proven_at" timestamp (3) with time zone,
	"watch_until" timestamp (3) with time zone,
	"end_reason" text DEFAULT '' NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "corrections_proven" CHECK (state <> 'corrected' OR (proof_look_id IS NOT NULL AND proof_outcome = 'corrected' AND proven_at IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "correction_id" text;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "letter_n" integer;--> statement-breakpoint
ALTER TABLE "dispatches" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "correction_letters" ADD CONSTRAINT "correction_letters_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_looks" ADD CONSTRAINT "correction_looks_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_looks" ADD CONSTRAINT "correction_looks_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_looks" ADD CONSTRAINT "correction_looks_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_sendings" ADD CONSTRAINT "correction_sendings_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_lead_id_corrections_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_figure_id_figures_id_fk" FOREIGN KEY ("figure_id") REFERENCES "public"."figures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_proof" FOREIGN KEY ("proof_look_id","id","proof_outcome") REFERENCES "public"."correction_looks"("id","correction_id","outcome") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "correction_letters_n" ON "correction_letters" USING btree ("correction_id","n");--> statement-breakpoint
CREATE INDEX "correction_looks_correction" ON "correction_looks" USING btree ("correction_id","at");--> statement-breakpoint
CREATE INDEX "corrections_article" ON "corrections" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "corrections_flag" ON "corrections" USING btree ("flag_id");--> statement-breakpoint
CREATE INDEX "corrections_lead" ON "corrections" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "corrections_incident" ON "corrections" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "corrections_unit_state" ON "corrections" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "corrections_outlet" ON "corrections" USING btree ("outlet_id");--> statement-breakpoint
CREATE INDEX "corrections_due" ON "corrections" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_span" ON "corrections" USING btree ("article_id","unit_id","span_key") WHERE state NOT IN ('cancelled', 'retracted');--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- by hand
CREATE TRIGGER correction_looks_append_only BEFORE UPDATE OR DELETE ON correction_looks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER correction_letters_append_only BEFORE UPDATE OR DELETE ON correction_letters
  FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER correction_sendings_append_only BEFORE UPDATE OR DELETE ON correction_sendings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
