CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"flag_id" text NOT NULL,
	"article_version_id" text NOT NULL,
	"field" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"verdict" text NOT NULL,
	"type" text,
	"reason" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_article_version_id_article_versions_id_fk" FOREIGN KEY ("article_version_id") REFERENCES "public"."article_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_version" ON "disputes" USING btree ("article_version_id");--> statement-breakpoint
CREATE INDEX "disputes_flag" ON "disputes" USING btree ("flag_id");