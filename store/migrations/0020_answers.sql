ALTER TABLE "releases" ADD COLUMN "wants_correction_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "deviation" text DEFAULT '' NOT NULL;