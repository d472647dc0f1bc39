CREATE TABLE "audit_draws" (
	"id" text PRIMARY KEY NOT NULL,
	"root_id" text NOT NULL,
	"week" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_samples" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"week" timestamp (3) with time zone NOT NULL,
	"article_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"stratum" text NOT NULL,
	"stratum_size" integer NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"by_user_id" text,
	"by_name" text,
	"at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"flag_id" text
);
--> statement-breakpoint
ALTER TABLE "audit_draws" ADD CONSTRAINT "audit_draws_root_id_units_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_draws_root" ON "audit_draws" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "audit_draws_due" ON "audit_draws" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_samples_key" ON "audit_samples" USING btree ("unit_id","week","article_id");
--> statement-breakpoint
-- by hand
-- Each tree of units that is there already is sampled from the week that runs; Monday is Shanghai's.
INSERT INTO "audit_draws" ("id", "root_id", "week", "due_at")
SELECT 'draw-' || id, id, date_trunc('week', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai',
  (date_trunc('week', now() AT TIME ZONE 'Asia/Shanghai') + interval '7 days') AT TIME ZONE 'Asia/Shanghai'
FROM "units" WHERE id = root_id;
