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
ALTER TABLE "article_versions" ADD COLUMN "change" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_versions" ADD COLUMN "same_as_n" integer;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "etag" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "last_modified" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "failed_visits" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "article_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "day" text NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "file" text NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "offset" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "length" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "record_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "record_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "same_as_id" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "content_type" text NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "evidence_id" text;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_visits" ADD CONSTRAINT "article_visits_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenshots" ADD CONSTRAINT "screenshots_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_visits_article" ON "article_visits" USING btree ("article_id","at");--> statement-breakpoint
CREATE INDEX "evidence_days_due" ON "evidence_days" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "screenshots_due" ON "screenshots" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "screenshots_article" ON "screenshots" USING btree ("article_id");--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_day_evidence_days_id_fk" FOREIGN KEY ("day") REFERENCES "public"."evidence_days"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_same_as_id_evidence_id_fk" FOREIGN KEY ("same_as_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_evidence_id_evidence_id_fk" FOREIGN KEY ("evidence_id") REFERENCES "public"."evidence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_place" ON "evidence" USING btree ("file","offset");--> statement-breakpoint
CREATE INDEX "evidence_article" ON "evidence" USING btree ("article_id","fetched_at");--> statement-breakpoint
CREATE INDEX "evidence_payload" ON "evidence" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "evidence_day" ON "evidence" USING btree ("day");--> statement-breakpoint
ALTER TABLE "evidence" DROP COLUMN "headers";--> statement-breakpoint
-- By hand: a look at an article is what was seen, written once.
CREATE TRIGGER article_visits_append_only BEFORE UPDATE OR DELETE ON article_visits
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
