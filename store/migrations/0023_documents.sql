CREATE TABLE "document_revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"n" integer NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"seq" integer GENERATED ALWAYS AS IDENTITY (sequence name "document_steps_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"approved" boolean NOT NULL,
	"comment" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"by_unit_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"form" text NOT NULL,
	"issuer" text NOT NULL,
	"unit_id" text NOT NULL,
	"incident_id" text,
	"from_at" timestamp (3) with time zone,
	"to_at" timestamp (3) with time zone,
	"marks" jsonb NOT NULL,
	"title" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"template" text NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"is_drill" boolean NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"series" text,
	"year" integer,
	"n" integer,
	"issued_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_revisions" ADD CONSTRAINT "document_revisions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_steps" ADD CONSTRAINT "document_steps_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "document_revisions_n" ON "document_revisions" USING btree ("document_id","n");--> statement-breakpoint
CREATE INDEX "document_steps_document" ON "document_steps" USING btree ("document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_number" ON "documents" USING btree ("unit_id","series","year","n");--> statement-breakpoint
CREATE INDEX "documents_incident" ON "documents" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "documents_unit" ON "documents" USING btree ("unit_id","drafted_at");