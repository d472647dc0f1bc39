ALTER TABLE "article_versions" ADD COLUMN "subtitle" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_versions" ADD COLUMN "place_line" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_versions" ADD COLUMN "links" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_versions" ADD COLUMN "images" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "published_precision" text;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "changed_at" timestamp (3) with time zone;