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
	"text" text NOT NULL,
	"content_hash" text NOT NULL,
	"evidence_id" text NOT NULL
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
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"cluster_id" text,
	"state" text DEFAULT 'found' NOT NULL,
	"versions" integer DEFAULT 0 NOT NULL,
	"risk_level" text,
	"failure" jsonb,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "articles_canonical_url_unique" UNIQUE("canonical_url")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"kind" text NOT NULL,
	"requested_url" text NOT NULL,
	"final_url" text NOT NULL,
	"status" integer NOT NULL,
	"headers" jsonb NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL
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
	"released_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator" text NOT NULL,
	"indicator_name" text NOT NULL,
	"region" text NOT NULL,
	"region_name" text NOT NULL,
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
	"source_url" text DEFAULT '' NOT NULL
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
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fingerprint_bands" (
	"band" text NOT NULL,
	"article_id" text NOT NULL
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
	"incident_id" text,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" text PRIMARY KEY NOT NULL,
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
	"final" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activations" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"plan" text NOT NULL,
	"plan_version" text NOT NULL,
	"state" text NOT NULL,
	"decision_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "clock_firings" (
	"id" text PRIMARY KEY NOT NULL,
	"clock_id" text NOT NULL,
	"step" text NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"fired_at" timestamp (3) with time zone NOT NULL,
	"late_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"duty" text NOT NULL,
	"rule" text NOT NULL,
	"basis" text NOT NULL,
	"rule_version" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text NOT NULL,
	"recipient_ids" text[] NOT NULL,
	"subject_id" text DEFAULT '' NOT NULL,
	"start_event" text NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"original_start_at" timestamp (3) with time zone,
	"limit_ms" integer NOT NULL,
	"limit_at" timestamp (3) with time zone NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"overdue_at" timestamp (3) with time zone,
	"met_at" timestamp (3) with time zone,
	"report_id" text,
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
	"provisional" boolean DEFAULT false NOT NULL,
	"four_elements" jsonb,
	"confirmed_at" timestamp (3) with time zone,
	"held_from_unit_id" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "incidents_no_unique" UNIQUE("no")
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
	"region_code" text NOT NULL
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
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"next_request_at" timestamp (3) with time zone NOT NULL,
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
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"outlet_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"interval_ms" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"etag" text,
	"last_modified" text,
	"health" text DEFAULT 'unknown' NOT NULL,
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
CREATE TABLE "answers" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"reporter" text NOT NULL,
	"outlet" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
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
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
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
	"end_reason" text
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
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_search" ADD CONSTRAINT "article_search_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_first_article_id_articles_id_fk" FOREIGN KEY ("first_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fingerprint_bands" ADD CONSTRAINT "fingerprint_bands_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fingerprints" ADD CONSTRAINT "fingerprints_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_edges" ADD CONSTRAINT "repost_edges_from_article_id_articles_id_fk" FOREIGN KEY ("from_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repost_edges" ADD CONSTRAINT "repost_edges_to_article_id_articles_id_fk" FOREIGN KEY ("to_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_figure_id_figures_id_fk" FOREIGN KEY ("figure_id") REFERENCES "public"."figures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activations" ADD CONSTRAINT "activations_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_firings" ADD CONSTRAINT "clock_firings_clock_id_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_time_changes" ADD CONSTRAINT "found_time_changes_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_time_changes" ADD CONSTRAINT "found_time_changes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_revisions" ADD CONSTRAINT "report_revisions_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_from_unit_id_units_id_fk" FOREIGN KEY ("from_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_outlet_id_outlets_id_fk" FOREIGN KEY ("outlet_id") REFERENCES "public"."outlets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points" ADD CONSTRAINT "talking_points_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talking_points_revisions" ADD CONSTRAINT "talking_points_revisions_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_search_words" ON "article_search" USING gin ("words");--> statement-breakpoint
CREATE INDEX "article_search_seen" ON "article_search" USING btree ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "article_versions_n" ON "article_versions" USING btree ("article_id","n");--> statement-breakpoint
CREATE INDEX "articles_due" ON "articles" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "articles_seen" ON "articles" USING btree ("first_seen_at");--> statement-breakpoint
CREATE INDEX "articles_cluster" ON "articles" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "articles_source_url" ON "articles" USING btree ("source_url");--> statement-breakpoint
CREATE INDEX "figures_series" ON "figures" USING btree ("region","indicator","period");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_key" ON "claims" USING btree ("article_version_id","n");--> statement-breakpoint
CREATE INDEX "claims_figure" ON "claims" USING btree ("figure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_key" ON "findings" USING btree ("article_version_id","analyzer","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fingerprint_bands_key" ON "fingerprint_bands" USING btree ("band","article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repost_edges_key" ON "repost_edges" USING btree ("from_article_id","to_article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flags_key" ON "flags" USING btree ("article_id","unit_id");--> statement-breakpoint
CREATE INDEX "flags_unit_state" ON "flags" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "flags_cluster" ON "flags" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "flags_incident" ON "flags" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "flags_due" ON "flags" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "reviews_flag" ON "reviews" USING btree ("flag_id");--> statement-breakpoint
CREATE UNIQUE INDEX "activations_key" ON "activations" USING btree ("incident_id","plan");--> statement-breakpoint
CREATE UNIQUE INDEX "clock_firings_key" ON "clock_firings" USING btree ("clock_id","step");--> statement-breakpoint
CREATE UNIQUE INDEX "clocks_key" ON "clocks" USING btree ("incident_id","duty","unit_id","start_at","subject_id");--> statement-breakpoint
CREATE INDEX "clocks_due" ON "clocks" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "clocks_unit_state" ON "clocks" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "decisions_incident" ON "decisions" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "found_time_changes_incident" ON "found_time_changes" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incidents_state" ON "incidents" USING btree ("root_id","state");--> statement-breakpoint
CREATE INDEX "incidents_unit" ON "incidents" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "incidents_cluster" ON "incidents" USING btree ("cluster_id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_key" ON "receipts" USING btree ("report_id","unit_id");--> statement-breakpoint
CREATE INDEX "receipts_unit" ON "receipts" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_revisions_n" ON "report_revisions" USING btree ("report_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_seq" ON "reports" USING btree ("incident_id","from_unit_id","seq");--> statement-breakpoint
CREATE INDEX "seats_user" ON "seats" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "seats_unit_role" ON "seats" USING btree ("unit_id","role");--> statement-breakpoint
CREATE UNIQUE INDEX "settings_key" ON "settings" USING btree ("key");--> statement-breakpoint
CREATE INDEX "audit_incident" ON "audit_events" USING btree ("incident_id","seq");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit_events" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" USING btree ("key","user_id");--> statement-breakpoint
CREATE INDEX "deliveries_user" ON "deliveries" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "quarantine_step" ON "quarantine" USING btree ("step","subject_id");--> statement-breakpoint
CREATE INDEX "polls_source_at" ON "polls" USING btree ("source_id","at");--> statement-breakpoint
CREATE INDEX "sources_due" ON "sources" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "answers_incident" ON "answers" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "approvals_talking_points" ON "approvals" USING btree ("talking_points_id");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_n" ON "talking_points" USING btree ("incident_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "talking_points_revisions_n" ON "talking_points_revisions" USING btree ("talking_points_id","n");