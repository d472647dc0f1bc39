CREATE TABLE "article_search" (
	"article_id" text PRIMARY KEY NOT NULL,
	"words" "tsvector" NOT NULL,
	"dictionary_version" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"n" integer NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	"title" text NOT NULL,
	"subtitle" text DEFAULT '' NOT NULL,
	"place_line" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	"links" text[] DEFAULT '{}' NOT NULL,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"change" text DEFAULT 'first' NOT NULL,
	"same_as_n" integer,
	"evidence_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_visits" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"status" integer,
	"final_url" text,
	"removal" text,
	"quote" text DEFAULT '' NOT NULL,
	"failure" jsonb,
	"article_version_id" text,
	"evidence_id" text
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" text PRIMARY KEY NOT NULL,
	"canonical_url" text NOT NULL,
	"url" text NOT NULL,
	"outlet_id" text NOT NULL,
	"source_id" text,
	"title" text NOT NULL,
	"byline" text DEFAULT '' NOT NULL,
	"source_line" text DEFAULT '' NOT NULL,
	"source_url" text DEFAULT '' NOT NULL,
	"editor" text DEFAULT '' NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_precision" text,
	"changed_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"position" jsonb,
	"language" text DEFAULT '' NOT NULL,
	"cluster_id" text,
	"state" text DEFAULT 'found' NOT NULL,
	"versions" integer DEFAULT 0 NOT NULL,
	"judgements_asked" integer DEFAULT 0 NOT NULL,
	"judged_version_id" text,
	"rescored_roots" text[],
	"failure" jsonb,
	"etag" text DEFAULT '' NOT NULL,
	"last_modified" text DEFAULT '' NOT NULL,
	"missing_since" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"failed_visits" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "articles_canonical_url_unique" UNIQUE("canonical_url")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"file" text NOT NULL,
	"offset" bigint NOT NULL,
	"length" integer NOT NULL,
	"record_sha256" text NOT NULL,
	"record_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"same_as_id" text,
	"requested_url" text NOT NULL,
	"final_url" text NOT NULL,
	"status" integer NOT NULL,
	"content_type" text NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_days" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed_at" timestamp (3) with time zone,
	"prev_hash" text,
	"hash" text,
	"records" integer,
	"files" integer,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screenshots" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"evidence_id" text,
	"failure" jsonb,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "screenshots_article_version_id_unique" UNIQUE("article_version_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"unit_id" text NOT NULL,
	"sealed" text NOT NULL,
	"shown" jsonb NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"last_sent_at" timestamp (3) with time zone,
	"last_failed_at" timestamp (3) with time zone,
	"last_failure" text,
	"last_detail" text DEFAULT '' NOT NULL,
	"alarm_since" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispatches" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"channel_id" text NOT NULL,
	"user_id" text DEFAULT '' NOT NULL,
	"delivery_id" text NOT NULL,
	"correction_id" text,
	"letter_n" integer,
	"address" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"failure" text,
	"detail" text DEFAULT '' NOT NULL,
	"sends" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reach" (
	"user_id" text PRIMARY KEY NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"quiet_from" integer,
	"quiet_to" integer,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "comments_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"thread_id" text,
	"act" text NOT NULL,
	"revision" integer,
	"field" text,
	"start" integer,
	"end" integer,
	"quote" text,
	"text" text DEFAULT '' NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "delegations" (
	"id" text PRIMARY KEY NOT NULL,
	"bureau_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"for_user_id" text NOT NULL,
	"user_id" text NOT NULL,
	"powers" text[] NOT NULL,
	"compartment" boolean DEFAULT false NOT NULL,
	"number" text NOT NULL,
	"signed_on" text NOT NULL,
	"reason" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"recorded_by_user_id" text NOT NULL,
	"recorded_by_name" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by_name" text,
	"revoke_reason" text
);
--> statement-breakpoint
CREATE TABLE "document_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"n" integer NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"seq" integer GENERATED ALWAYS AS IDENTITY (sequence name "document_steps_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"approved" boolean NOT NULL,
	"comment" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"form" text NOT NULL,
	"issuer" text NOT NULL,
	"unit_id" text NOT NULL,
	"audience" text DEFAULT 'usual' NOT NULL,
	"extract" jsonb,
	"incident_id" text,
	"from_at" timestamp (3) with time zone,
	"to_at" timestamp (3) with time zone,
	"marks" jsonb NOT NULL,
	"title" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"template" text NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"is_drill" boolean NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"series" text,
	"year" integer,
	"n" integer,
	"issued_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_by_name" text NOT NULL,
	"model" text,
	"text" text,
	"failure" text,
	"ended_at" timestamp (3) with time zone,
	"discarded_at" timestamp (3) with time zone,
	"discarded_by_name" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "duty_check_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"turn_id" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entered_by" text,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"from_turn_id" text NOT NULL,
	"to_turn_id" text NOT NULL,
	"matters" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "duty_turns" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"backup_id" text,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text
);
--> statement-breakpoint
CREATE TABLE "duty_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"indicators" text[] NOT NULL,
	"region" text NOT NULL,
	"period" text NOT NULL,
	"period_type" text NOT NULL,
	"scheduled_at" timestamp (3) with time zone NOT NULL,
	"publisher" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"released_at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "figures" (
	"id" text PRIMARY KEY NOT NULL,
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
	"change" bigint DEFAULT 0 NOT NULL,
	"import_id" text,
	CONSTRAINT "figures_vintage" UNIQUE NULLS NOT DISTINCT("indicator","region","scope","period","period_type","measure","price_basis","published_at")
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
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"article_version_id" text NOT NULL,
	"n" integer NOT NULL,
	"figure_id" text,
	"claim" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clusters" (
	"id" text PRIMARY KEY NOT NULL,
	"first_article_id" text NOT NULL,
	"origin" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" text PRIMARY KEY NOT NULL,
	"article_version_id" text NOT NULL,
	"analyzer" text NOT NULL,
	"unit_id" text DEFAULT '' NOT NULL,
	"version" text NOT NULL,
	"score" double precision NOT NULL,
	"label" text,
	"parts" jsonb NOT NULL,
	"mentions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fingerprint_bands" (
	"band" text NOT NULL,
	"article_id" text NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT '1970-01-01T00:00:00.000Z' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fingerprints" (
	"article_id" text PRIMARY KEY NOT NULL,
	"fingerprint" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repost_edges" (
	"id" text PRIMARY KEY NOT NULL,
	"from_article_id" text NOT NULL,
	"to_article_id" text NOT NULL,
	"basis" text NOT NULL,
	"similarity" double precision NOT NULL,
	"title_changed" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"flag_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"field" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"verdict" text NOT NULL,
	"type" text,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"cluster_id" text NOT NULL,
	"types" text[] NOT NULL,
	"level" text NOT NULL,
	"score" double precision NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text DEFAULT 'suspected' NOT NULL,
	"verdict" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"alerted_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" text,
	"rescored_from" text,
	"rescored_at" timestamp (3) with time zone,
	"incident_id" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "reviews_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"flag_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"figure_id" text,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"confirms_id" text,
	"final" boolean NOT NULL,
	"types" text[] DEFAULT '{}' NOT NULL,
	"level" text
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"origin_class" text NOT NULL,
	"outlet_id" text,
	"outlet_name" text NOT NULL,
	"article_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"root_id" text NOT NULL,
	"detected_at" timestamp (3) with time zone NOT NULL,
	"route" text,
	"recipient" text DEFAULT '' NOT NULL,
	"co_recipients" text[] NOT NULL,
	"content" jsonb NOT NULL,
	"sent_hash" text,
	"sent_at" timestamp (3) with time zone,
	"replied_at" timestamp (3) with time zone,
	"instructions" text DEFAULT '' NOT NULL,
	"executed" text DEFAULT '' NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activations" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"plan" text NOT NULL,
	"plan_version" text NOT NULL,
	"plan_hash" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"mode" text,
	"instants" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"chosen" text[] DEFAULT '{}' NOT NULL,
	"subject" text,
	"proposed_by_user_id" text DEFAULT '' NOT NULL,
	"proposed_by_name" text DEFAULT '' NOT NULL,
	"proposed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decision_id" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
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
CREATE TABLE "clock_firings" (
	"id" text PRIMARY KEY NOT NULL,
	"clock_id" text NOT NULL,
	"step" text NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"fired_at" timestamp (3) with time zone NOT NULL,
	"late_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"duty" text NOT NULL,
	"rule" text NOT NULL,
	"basis" text NOT NULL,
	"activation_id" text,
	"body" text DEFAULT '' NOT NULL,
	"what" text DEFAULT '' NOT NULL,
	"overdue_on_creation" text,
	"from_clock_id" text,
	"rule_version" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text NOT NULL,
	"recipient_ids" text[] NOT NULL,
	"subject_id" text DEFAULT '' NOT NULL,
	"start_event" text NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"original_start_at" timestamp (3) with time zone,
	"limit_ms" bigint NOT NULL,
	"limit_at" timestamp (3) with time zone NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"overdue_at" timestamp (3) with time zone,
	"met_at" timestamp (3) with time zone,
	"report_id" text,
	"proof" text,
	"void_reason" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"rule" text NOT NULL,
	"activation_id" text,
	"decision" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "found_time_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"confirmed_by_user_id" text,
	"confirmed_by_name" text,
	"confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"root_id" text NOT NULL,
	"title" text NOT NULL,
	"family" text DEFAULT 'media' NOT NULL,
	"restricted" boolean DEFAULT false NOT NULL,
	"mode" text DEFAULT 'real' NOT NULL,
	"unit_id" text NOT NULL,
	"state" text NOT NULL,
	"scope" text NOT NULL,
	"unit_ids" text[] NOT NULL,
	"grade" text,
	"cluster_id" text,
	"published_at" timestamp (3) with time zone,
	"machine_detected_at" timestamp (3) with time zone,
	"human_found_at" timestamp (3) with time zone,
	"occurred_at" timestamp (3) with time zone,
	"place" text DEFAULT '' NOT NULL,
	"opening" jsonb,
	"provisional" boolean DEFAULT false NOT NULL,
	"four_elements" jsonb,
	"confirmed_at" timestamp (3) with time zone,
	"held_from_unit_id" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"merged_into_id" text,
	CONSTRAINT "incidents_no_unique" UNIQUE("no")
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
CREATE TABLE "receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"copy" boolean NOT NULL,
	"held_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" text
);
--> statement-breakpoint
CREATE TABLE "report_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"n" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"kind" text NOT NULL,
	"form" jsonb,
	"seq" integer NOT NULL,
	"from_unit_id" text NOT NULL,
	"channel" text NOT NULL,
	"claimed_found_at" timestamp (3) with time zone,
	"claimed_sent_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"counts_at" timestamp (3) with time zone,
	"other_recipients" text[] DEFAULT '{}' NOT NULL,
	"signed_by_user_id" text NOT NULL,
	"signed_by_name" text NOT NULL,
	"skip_level" boolean DEFAULT false NOT NULL,
	"skip_reason" text,
	"revisions" integer NOT NULL
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
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"stand_in" boolean DEFAULT false NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean,
	"failed_verification_count" integer,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"parent_id" text,
	"level" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"region_code" text NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"username" text,
	"display_username" text,
	"two_factor_enabled" boolean DEFAULT false,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"unit_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"incident_id" text,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"channel" text DEFAULT 'in_house' NOT NULL,
	"incident_id" text,
	"flag_id" text,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" text PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"subject_id" text NOT NULL,
	"error" text NOT NULL,
	"tries" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"replayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
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
	"journalist_id" text,
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
	"wants_correction_at" timestamp (3) with time zone,
	"corrects_id" text,
	"evaluation" jsonb,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_draws" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"week" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_samples" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"week" timestamp (3) with time zone NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"stratum" text NOT NULL,
	"stratum_size" integer NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"by_user_id" text,
	"by_name" text,
	"at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"flag_id" text
);
--> statement-breakpoint
CREATE TABLE "rescorings" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text,
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
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"next_request_at" timestamp (3) with time zone NOT NULL,
	"busy_token" text,
	"busy_at" timestamp (3) with time zone,
	"busy_until" timestamp (3) with time zone,
	"queue_at" timestamp (3) with time zone,
	"gap_ms" integer,
	"per_hour" integer,
	"per_day" integer,
	"hour_at" timestamp (3) with time zone,
	"hour_count" integer DEFAULT 0 NOT NULL,
	"day_at" timestamp (3) with time zone,
	"day_count" integer DEFAULT 0 NOT NULL,
	"paused_until" timestamp (3) with time zone,
	"pauses_in_row" integer DEFAULT 0 NOT NULL,
	"robots" jsonb,
	"robots_fetched_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outlets" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"domains" text[] DEFAULT '{}' NOT NULL,
	"tier" integer DEFAULT 2 NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"region_code" text,
	"own_unit_id" text,
	CONSTRAINT "outlets_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"fresh" integer DEFAULT 0 NOT NULL,
	"dropped" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer NOT NULL,
	"failure" jsonb
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"hub" text NOT NULL,
	"topic" text NOT NULL,
	"secret" text NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"subscribed_until" timestamp (3) with time zone,
	"last_push_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pushes_source_id_unique" UNIQUE("source_id")
);
--> statement-breakpoint
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
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"outlet_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"priority" text DEFAULT 'normal' NOT NULL,
	"interval_ms" integer NOT NULL,
	"interval_by" text DEFAULT 'program' NOT NULL,
	"rhythm" jsonb,
	"state" text DEFAULT 'active' NOT NULL,
	"etag" text,
	"last_modified" text,
	"health" text DEFAULT 'unknown' NOT NULL,
	"health_reason" jsonb,
	"health_since" timestamp (3) with time zone,
	"last_good_at" timestamp (3) with time zone,
	"last_polled_at" timestamp (3) with time zone,
	"last_new_at" timestamp (3) with time zone,
	"last_failure" jsonb,
	"failures_in_row" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sources_url_unique" UNIQUE("url")
);
--> statement-breakpoint
CREATE TABLE "story_forecasts" (
	"id" text PRIMARY KEY NOT NULL,
	"cluster_id" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"elapsed_ms" bigint NOT NULL,
	"seen" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"expected" double precision NOT NULL,
	"size" integer NOT NULL,
	"low" integer NOT NULL,
	"high" integer NOT NULL,
	"p_top" double precision NOT NULL,
	"top_from" integer NOT NULL,
	"version" text NOT NULL,
	"parts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "story_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"last_seen" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"final_size" integer,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_rows" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"plan" text NOT NULL,
	"register" text NOT NULL,
	"cells" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"remove_reason" text
);
--> statement-breakpoint
CREATE TABLE "standing_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"plan" text NOT NULL,
	"duty" text NOT NULL,
	"key" text NOT NULL,
	"nil" boolean NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"seen" jsonb NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "story_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"verb" text NOT NULL,
	"cluster_id" text NOT NULL,
	"other_cluster_id" text NOT NULL,
	"article_ids" text[] NOT NULL,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"keeps_apart" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "story_keys" (
	"key" integer NOT NULL,
	"day" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "story_keys_key_day_n_pk" PRIMARY KEY("key","day","n")
);
--> statement-breakpoint
CREATE TABLE "story_prints" (
	"article_id" text PRIMARY KEY NOT NULL,
	"print" "bytea" NOT NULL,
	"matter" jsonb,
	"n" integer GENERATED ALWAYS AS IDENTITY (sequence name "story_prints_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"keys" integer[] NOT NULL,
	"day" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "story_prints_n_unique" UNIQUE("n")
);
--> statement-breakpoint
CREATE TABLE "story_suggestions" (
	"article_id" text NOT NULL,
	"other_article_id" text NOT NULL,
	"likeness" double precision NOT NULL,
	"reason" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "story_suggestions_article_id_other_article_id_pk" PRIMARY KEY("article_id","other_article_id")
);
--> statement-breakpoint
CREATE TABLE "senders" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sealed_key" text NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "senders_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" text PRIMARY KEY NOT NULL,
	"article_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"user_id" text,
	"unit_id" text,
	"sender_id" text,
	"external_id" text,
	"request_hash" text,
	"reason" text NOT NULL,
	"url" text,
	"evidence_id" text,
	"sha256" text,
	"content_type" text,
	"file_name" text,
	"title" text DEFAULT '' NOT NULL,
	"text" text,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"reporter" text NOT NULL,
	"outlet" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"deviation" text DEFAULT '' NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"step" text NOT NULL,
	"approved" boolean NOT NULL,
	"comment" text NOT NULL,
	"facts" jsonb,
	"ask_id" text,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact_asks" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"unit_id" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oral_approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"called_at" timestamp (3) with time zone NOT NULL,
	"witness_id" text NOT NULL,
	"witness_name" text NOT NULL,
	"recorder_id" text NOT NULL,
	"recorder_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"confirm_by" timestamp (3) with time zone NOT NULL,
	"overdue_at" timestamp (3) with time zone,
	"outcome" text,
	"settled_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talking_points" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"scope" text NOT NULL,
	"unit_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"in_force_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talking_points_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"n" integer NOT NULL,
	"body" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"origin" text DEFAULT 'person' NOT NULL,
	"draft_id" text
);
--> statement-breakpoint
CREATE TABLE "topic_matches" (
	"id" text PRIMARY KEY NOT NULL,
	"topic_id" text NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"n" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"is_fresh" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"topic_id" text NOT NULL,
	"n" integer NOT NULL,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"patterns_off" text[] DEFAULT '{}' NOT NULL,
	"review" text NOT NULL,
	"tell" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"user_id" text
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"n" integer DEFAULT 1 NOT NULL,
	"rules" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"patterns_off" text[] DEFAULT '{}' NOT NULL,
	"review" text DEFAULT 'none' NOT NULL,
	"tell" text[] DEFAULT '{}' NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"scanned_to_at" timestamp (3) with time zone,
	"scanned_to_id" text,
	"scanned" integer DEFAULT 0 NOT NULL,
	"scan_total" integer DEFAULT 0 NOT NULL,
	"scan_started_at" timestamp (3) with time zone,
	"scan_ended_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_search" ADD CONSTRAINT "article_search_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_day_evidence_days_id_fk" FOREIGN KEY ("day") REFERENCES "public"."evidence_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_same_as_id_evidence_id_fk" FOREIGN KEY ("same_as_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reach" ADD CONSTRAINT "reach_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_changes" ADD CONSTRAINT "contact_changes_about_user_id_user_id_fk" FOREIGN KEY ("about_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_bureau_id_units_id_fk" FOREIGN KEY ("bureau_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_for_user_id_user_id_fk" FOREIGN KEY ("for_user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_revisions" ADD CONSTRAINT "document_revisions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_steps" ADD CONSTRAINT "document_steps_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_drafts" ADD CONSTRAINT "article_drafts_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_drafts" ADD CONSTRAINT "article_drafts_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "points_drafts" ADD CONSTRAINT "points_drafts_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_check_ins" ADD CONSTRAINT "duty_check_ins_turn_id_duty_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_check_ins" ADD CONSTRAINT "duty_check_ins_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_handovers" ADD CONSTRAINT "duty_handovers_from_turn_id_duty_turns_id_fk" FOREIGN KEY ("from_turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_handovers" ADD CONSTRAINT "duty_handovers_to_turn_id_duty_turns_id_fk" FOREIGN KEY ("to_turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_backup_id_user_id_fk" FOREIGN KEY ("backup_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_watches" ADD CONSTRAINT "duty_watches_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reopened" ADD CONSTRAINT "reopened_revision_id_figure_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."figure_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staged_figures" ADD CONSTRAINT "staged_figures_import_id_figure_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."figure_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_first_article_id_articles_id_fk" FOREIGN KEY ("first_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fingerprint_bands" ADD CONSTRAINT "fingerprint_bands_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fingerprints" ADD CONSTRAINT "fingerprints_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_edges" ADD CONSTRAINT "repost_edges_from_article_id_articles_id_fk" FOREIGN KEY ("from_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_edges" ADD CONSTRAINT "repost_edges_to_article_id_articles_id_fk" FOREIGN KEY ("to_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_figure_id_figures_id_fk" FOREIGN KEY ("figure_id") REFERENCES "public"."figures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_members" ADD CONSTRAINT "body_members_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_firings" ADD CONSTRAINT "clock_firings_clock_id_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_time_changes" ADD CONSTRAINT "found_time_changes_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_time_changes" ADD CONSTRAINT "found_time_changes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_merged_into_id_incidents_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_revisions" ADD CONSTRAINT "report_revisions_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_from_unit_id_units_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_runs" ADD CONSTRAINT "step_runs_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_journalist_id_journalists_id_fk" FOREIGN KEY ("journalist_id") REFERENCES "public"."journalists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_questions" ADD CONSTRAINT "meeting_questions_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_centres" ADD CONSTRAINT "news_centres_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_centres" ADD CONSTRAINT "news_centres_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_addresses" ADD CONSTRAINT "release_addresses_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_revisions" ADD CONSTRAINT "release_revisions_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_steps" ADD CONSTRAINT "release_steps_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_draws" ADD CONSTRAINT "audit_draws_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_thresholds" ADD CONSTRAINT "risk_thresholds_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_own_unit_id_units_id_fk" FOREIGN KEY ("own_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_alarms" ADD CONSTRAINT "source_alarms_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_rows" ADD CONSTRAINT "register_rows_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_entries" ADD CONSTRAINT "standing_entries_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_entries" ADD CONSTRAINT "standing_entries_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_watches" ADD CONSTRAINT "standing_watches_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_prints" ADD CONSTRAINT "story_prints_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_suggestions" ADD CONSTRAINT "story_suggestions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_suggestions" ADD CONSTRAINT "story_suggestions_other_article_id_articles_id_fk" FOREIGN KEY ("other_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_sender_id_senders_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."senders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_ask_id_fact_asks_id_fk" FOREIGN KEY ("ask_id") REFERENCES "public"."fact_asks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_asks" ADD CONSTRAINT "fact_asks_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_asks" ADD CONSTRAINT "fact_asks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oral_approvals" ADD CONSTRAINT "oral_approvals_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD CONSTRAINT "talking_points_revisions_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD CONSTRAINT "talking_points_revisions_draft_id_points_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."points_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_search_words" ON "article_search" USING gin ("words");--> statement-breakpoint
CREATE INDEX "article_search_seen" ON "article_search" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "article_versions_n" ON "article_versions" USING btree ("article_id","n");--> statement-breakpoint
CREATE INDEX "article_visits_article" ON "article_visits" USING btree ("article_id","at");--> statement-breakpoint
CREATE INDEX "articles_due" ON "articles" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "articles_seen" ON "articles" USING btree ("first_seen_at");--> statement-breakpoint
CREATE INDEX "articles_source" ON "articles" USING btree ("source_id","first_seen_at");--> statement-breakpoint
CREATE INDEX "articles_cluster" ON "articles" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "articles_source_url" ON "articles" USING btree ("source_url");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_place" ON "evidence" USING btree ("file","offset");--> statement-breakpoint
CREATE INDEX "evidence_article" ON "evidence" USING btree ("article_id","fetched_at");--> statement-breakpoint
CREATE INDEX "evidence_payload" ON "evidence" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "evidence_day" ON "evidence" USING btree ("day");--> statement-breakpoint
CREATE INDEX "evidence_days_due" ON "evidence_days" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "screenshots_due" ON "screenshots" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "screenshots_article" ON "screenshots" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "channels_name" ON "channels" USING btree ("name");--> statement-breakpoint
CREATE INDEX "channels_due" ON "channels" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispatches_once" ON "dispatches" USING btree ("key","channel_id","user_id");--> statement-breakpoint
CREATE INDEX "dispatches_due" ON "dispatches" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "dispatches_channel" ON "dispatches" USING btree ("channel_id","created_at");--> statement-breakpoint
CREATE INDEX "comments_subject" ON "comments" USING btree ("subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "comments_thread" ON "comments" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "contact_changes_unit" ON "contact_changes" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "contact_changes_due" ON "contact_changes" USING btree ("due_at");--> statement-breakpoint
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
CREATE UNIQUE INDEX "delegations_number" ON "delegations" USING btree ("bureau_id","number");--> statement-breakpoint
CREATE INDEX "delegations_user" ON "delegations" USING btree ("user_id","until_at");--> statement-breakpoint
CREATE INDEX "delegations_for" ON "delegations" USING btree ("for_user_id","until_at");--> statement-breakpoint
CREATE UNIQUE INDEX "document_revisions_n" ON "document_revisions" USING btree ("document_id","n");--> statement-breakpoint
CREATE INDEX "document_steps_document" ON "document_steps" USING btree ("document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_number" ON "documents" USING btree ("unit_id","series","year","n");--> statement-breakpoint
CREATE INDEX "documents_incident" ON "documents" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "documents_unit" ON "documents" USING btree ("unit_id","drafted_at");--> statement-breakpoint
CREATE INDEX "article_drafts_article" ON "article_drafts" USING btree ("article_id","asked_at");--> statement-breakpoint
CREATE INDEX "article_drafts_due" ON "article_drafts" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "points_drafts_incident" ON "points_drafts" USING btree ("incident_id","asked_at");--> statement-breakpoint
CREATE INDEX "points_drafts_words" ON "points_drafts" USING btree ("words_hash");--> statement-breakpoint
CREATE INDEX "points_drafts_due" ON "points_drafts" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "drills_incident" ON "drills" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "drills_due" ON "drills" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "duty_check_ins_turn" ON "duty_check_ins" USING btree ("turn_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_handovers_from" ON "duty_handovers" USING btree ("from_turn_id");--> statement-breakpoint
CREATE INDEX "duty_turns_unit" ON "duty_turns" USING btree ("unit_id","kind","to_at");--> statement-breakpoint
CREATE INDEX "duty_turns_user" ON "duty_turns" USING btree ("user_id","to_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_watches_once" ON "duty_watches" USING btree ("unit_id","kind");--> statement-breakpoint
CREATE INDEX "duty_watches_due" ON "duty_watches" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "calendar_entries_scheduled" ON "calendar_entries" USING btree ("scheduled_at");--> statement-breakpoint
CREATE INDEX "calendar_subscriptions_user" ON "calendar_subscriptions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "figure_imports_started" ON "figure_imports" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "figure_imports_due" ON "figure_imports" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "figure_revisions_key" ON "figure_revisions" USING btree ("import_id","old_figure_id","new_figure_id");--> statement-breakpoint
CREATE INDEX "figure_revisions_at" ON "figure_revisions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "figure_revisions_due" ON "figure_revisions" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "figures_region" ON "figures" USING btree ("region","indicator","period");--> statement-breakpoint
CREATE INDEX "figures_change" ON "figures" USING btree ("change");--> statement-breakpoint
CREATE UNIQUE INDEX "reopened_key" ON "reopened" USING btree ("revision_id","kind","subject_id");--> statement-breakpoint
CREATE INDEX "reopened_state" ON "reopened" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "reopened_unit" ON "reopened" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "staged_figures_kind" ON "staged_figures" USING btree ("import_id","kind","row");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_key" ON "claims" USING btree ("article_version_id","n");--> statement-breakpoint
CREATE INDEX "claims_figure" ON "claims" USING btree ("figure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_key" ON "findings" USING btree ("article_version_id","analyzer","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fingerprint_bands_key" ON "fingerprint_bands" USING btree ("band","seen_at","article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repost_edges_key" ON "repost_edges" USING btree ("from_article_id","to_article_id");--> statement-breakpoint
CREATE INDEX "disputes_version" ON "disputes" USING btree ("article_version_id");--> statement-breakpoint
CREATE INDEX "disputes_flag" ON "disputes" USING btree ("flag_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flags_key" ON "flags" USING btree ("article_id","unit_id");--> statement-breakpoint
CREATE INDEX "flags_unit_state" ON "flags" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "flags_cluster" ON "flags" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "flags_level" ON "flags" USING btree ("unit_id","level","article_id");--> statement-breakpoint
CREATE INDEX "flags_incident" ON "flags" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "flags_due" ON "flags" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "reviews_flag" ON "reviews" USING btree ("flag_id");--> statement-breakpoint
CREATE INDEX "reviews_at" ON "reviews" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_outlet" ON "handoffs" USING btree ("incident_id","outlet_name");--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_n" ON "handoffs" USING btree ("incident_id","n");--> statement-breakpoint
CREATE INDEX "handoffs_state" ON "handoffs" USING btree ("root_id","state");--> statement-breakpoint
CREATE INDEX "activations_incident" ON "activations" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activations_open" ON "activations" USING btree ("incident_id","plan") WHERE state NOT IN ('declined', 'ended', 'reviewed');--> statement-breakpoint
CREATE UNIQUE INDEX "adoptions_key" ON "adoptions" USING btree ("root_id","plan");--> statement-breakpoint
CREATE INDEX "body_members_body" ON "body_members" USING btree ("unit_id","body");--> statement-breakpoint
CREATE INDEX "body_members_user" ON "body_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_ins_key" ON "check_ins" USING btree ("activation_id","body","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clock_firings_key" ON "clock_firings" USING btree ("clock_id","step");--> statement-breakpoint
CREATE UNIQUE INDEX "clocks_key" ON "clocks" USING btree ("incident_id","duty","unit_id","start_at","subject_id");--> statement-breakpoint
CREATE INDEX "clocks_due" ON "clocks" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "clocks_unit_state" ON "clocks" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "decisions_incident" ON "decisions" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "found_time_changes_incident" ON "found_time_changes" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incidents_merged" ON "incidents" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "incidents_state" ON "incidents" USING btree ("root_id","state");--> statement-breakpoint
CREATE INDEX "incidents_unit" ON "incidents" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "incidents_cluster" ON "incidents" USING btree ("cluster_id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_key" ON "receipts" USING btree ("report_id","unit_id");--> statement-breakpoint
CREATE INDEX "receipts_unit" ON "receipts" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_revisions_n" ON "report_revisions" USING btree ("report_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_seq" ON "reports" USING btree ("incident_id","from_unit_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "step_runs_key" ON "step_runs" USING btree ("activation_id","step");--> statement-breakpoint
CREATE INDEX "seats_user" ON "seats" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "seats_unit_role" ON "seats" USING btree ("unit_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "settings_key" ON "settings" USING btree ("key");--> statement-breakpoint
CREATE INDEX "audit_incident" ON "audit_events" USING btree ("incident_id","seq");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit_events" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" USING btree ("key","user_id");--> statement-breakpoint
CREATE INDEX "deliveries_user" ON "deliveries" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "quarantine_step" ON "quarantine" USING btree ("step","subject_id");--> statement-breakpoint
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
CREATE INDEX "meeting_guests_release" ON "meeting_guests" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "meeting_guests_journalist" ON "meeting_guests" USING btree ("journalist_id");--> statement-breakpoint
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
CREATE INDEX "releases_points" ON "releases" USING btree ("talking_points_id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_draws_root" ON "audit_draws" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "audit_draws_due" ON "audit_draws" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_samples_key" ON "audit_samples" USING btree ("unit_id","week","article_id");--> statement-breakpoint
CREATE INDEX "rescorings_due" ON "rescorings" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "rescorings_started" ON "rescorings" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "risk_thresholds_n" ON "risk_thresholds" USING btree ("unit_id","n");--> statement-breakpoint
CREATE INDEX "polls_source_at" ON "polls" USING btree ("source_id","at");--> statement-breakpoint
CREATE INDEX "pushes_due" ON "pushes" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "source_alarms_open" ON "source_alarms" USING btree ("source_id","kind") WHERE cleared_at IS NULL;--> statement-breakpoint
CREATE INDEX "source_alarms_raised" ON "source_alarms" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "source_alarms_due" ON "source_alarms" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "sources_due" ON "sources" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "story_forecasts_key" ON "story_forecasts" USING btree ("cluster_id","cause");--> statement-breakpoint
CREATE INDEX "story_forecasts_cause" ON "story_forecasts" USING btree ("cause");--> statement-breakpoint
CREATE INDEX "story_watches_due" ON "story_watches" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "story_watches_settled" ON "story_watches" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "register_rows_of" ON "register_rows" USING btree ("unit_id","plan","register");--> statement-breakpoint
CREATE INDEX "standing_entries_of" ON "standing_entries" USING btree ("unit_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "standing_watches_root" ON "standing_watches" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "standing_watches_due" ON "standing_watches" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "story_decisions_story" ON "story_decisions" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "story_decisions_other" ON "story_decisions" USING btree ("other_cluster_id");--> statement-breakpoint
CREATE INDEX "story_suggestions_other" ON "story_suggestions" USING btree ("other_article_id");--> statement-breakpoint
CREATE INDEX "story_suggestions_at" ON "story_suggestions" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_external" ON "submissions" USING btree ("sender_id","external_id");--> statement-breakpoint
CREATE INDEX "submissions_article" ON "submissions" USING btree ("article_id","at");--> statement-breakpoint
CREATE INDEX "submissions_at" ON "submissions" USING btree ("at");--> statement-breakpoint
CREATE INDEX "answers_incident" ON "answers" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "approvals_talking_points" ON "approvals" USING btree ("talking_points_id");--> statement-breakpoint
CREATE INDEX "fact_asks_talking_points" ON "fact_asks" USING btree ("talking_points_id");--> statement-breakpoint
CREATE INDEX "oral_approvals_talking_points" ON "oral_approvals" USING btree ("talking_points_id");--> statement-breakpoint
CREATE INDEX "oral_approvals_due" ON "oral_approvals" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_n" ON "talking_points" USING btree ("incident_id","n");--> statement-breakpoint
CREATE INDEX "talking_points_due" ON "talking_points" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_revisions_n" ON "talking_points_revisions" USING btree ("talking_points_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_matches_key" ON "topic_matches" USING btree ("topic_id","article_id");--> statement-breakpoint
CREATE INDEX "topic_matches_seen" ON "topic_matches" USING btree ("topic_id","seen_at");--> statement-breakpoint
CREATE INDEX "topic_matches_article" ON "topic_matches" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_versions_n" ON "topic_versions" USING btree ("topic_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "topics_name" ON "topics" USING btree ("unit_id","name");--> statement-breakpoint
CREATE INDEX "topics_due" ON "topics" USING btree ("due_at");