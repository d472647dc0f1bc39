ALTER TABLE "reviews" ADD COLUMN "types" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "level" text;--> statement-breakpoint
CREATE INDEX "reviews_at" ON "reviews" USING btree ("at");