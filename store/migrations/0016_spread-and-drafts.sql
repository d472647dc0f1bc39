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
ALTER TABLE "findings" ADD COLUMN "mentions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "article_drafts" ADD CONSTRAINT "article_drafts_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_drafts" ADD CONSTRAINT "article_drafts_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_drafts_article" ON "article_drafts" USING btree ("article_id","asked_at");--> statement-breakpoint
CREATE INDEX "article_drafts_due" ON "article_drafts" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "story_forecasts_key" ON "story_forecasts" USING btree ("cluster_id","cause");--> statement-breakpoint
CREATE INDEX "story_forecasts_cause" ON "story_forecasts" USING btree ("cause");--> statement-breakpoint
CREATE INDEX "story_watches_due" ON "story_watches" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "story_watches_settled" ON "story_watches" USING btree ("settled_at");
--> statement-breakpoint
-- by hand
CREATE TRIGGER story_forecasts_append_only BEFORE UPDATE OR DELETE ON story_forecasts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
