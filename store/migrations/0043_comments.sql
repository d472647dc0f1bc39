CREATE TABLE "comments" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "comments_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"thread_id" text,
	"act" text NOT NULL,
	"revision" integer,
	"field" text,
	"start" integer,
	"end" integer,
	"quote" text,
	"text" text DEFAULT '' NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "comments_subject" ON "comments" USING btree ("subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "comments_thread" ON "comments" USING btree ("thread_id");--> statement-breakpoint
-- by hand
CREATE TRIGGER comments_append_only BEFORE UPDATE OR DELETE ON comments
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
