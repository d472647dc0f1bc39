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
DROP INDEX "fingerprint_bands_key";--> statement-breakpoint
ALTER TABLE "fingerprint_bands" ADD COLUMN "seen_at" timestamp (3) with time zone DEFAULT '1970-01-01T00:00:00.000Z' NOT NULL;--> statement-breakpoint
ALTER TABLE "story_prints" ADD CONSTRAINT "story_prints_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_suggestions" ADD CONSTRAINT "story_suggestions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_suggestions" ADD CONSTRAINT "story_suggestions_other_article_id_articles_id_fk" FOREIGN KEY ("other_article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "story_decisions_story" ON "story_decisions" USING btree ("cluster_id");--> statement-breakpoint
CREATE INDEX "story_decisions_other" ON "story_decisions" USING btree ("other_cluster_id");--> statement-breakpoint
CREATE INDEX "story_suggestions_other" ON "story_suggestions" USING btree ("other_article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "fingerprint_bands_key" ON "fingerprint_bands" USING btree ("band","seen_at","article_id");