ALTER TABLE "articles" ADD COLUMN "judged_version_id" text;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "rescored_roots" text[];--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "rescored_from" text;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "rescored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "rescorings" ADD COLUMN "root_id" text;--> statement-breakpoint
-- by hand
UPDATE "articles" a SET "judged_version_id" = v."id" FROM "article_versions" v
	WHERE v."article_id" = a."id" AND v."n" = a."versions" AND a."state" = 'analyzed' AND a."risk_level" IS NOT NULL;--> statement-breakpoint
UPDATE "rescorings" r SET "root_id" = u."root_id" FROM "units" u
	WHERE u."id" = coalesce(r."unit_id", r."by"->>'unitId') AND r."cause" <> 'models';--> statement-breakpoint
UPDATE "rescorings" SET
	"before" = CASE WHEN "root_id" IS NULL THEN '{}'::jsonb ELSE jsonb_build_object("root_id", "before") END,
	"after" = CASE WHEN "after" IS NULL THEN NULL WHEN "root_id" IS NULL THEN '{}'::jsonb ELSE jsonb_build_object("root_id", "after") END;
