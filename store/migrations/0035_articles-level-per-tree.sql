CREATE INDEX "flags_level" ON "flags" USING btree ("unit_id","level","article_id");--> statement-breakpoint
ALTER TABLE "articles" DROP COLUMN "risk_level";