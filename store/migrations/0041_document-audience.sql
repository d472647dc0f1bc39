ALTER TABLE "documents" ADD COLUMN "audience" text DEFAULT 'usual' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "extract" jsonb;