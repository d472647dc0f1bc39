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
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_matches" ADD CONSTRAINT "topic_matches_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "topic_matches_key" ON "topic_matches" USING btree ("topic_id","article_id");--> statement-breakpoint
CREATE INDEX "topic_matches_seen" ON "topic_matches" USING btree ("topic_id","seen_at");--> statement-breakpoint
CREATE INDEX "topic_matches_article" ON "topic_matches" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_versions_n" ON "topic_versions" USING btree ("topic_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "topics_name" ON "topics" USING btree ("unit_id","name");--> statement-breakpoint
CREATE INDEX "topics_due" ON "topics" USING btree ("due_at");