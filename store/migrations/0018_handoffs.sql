CREATE TABLE "handoffs" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"origin_class" text NOT NULL,
	"outlet_id" text,
	"outlet_name" text NOT NULL,
	"article_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"root_id" text NOT NULL,
	"detected_at" timestamp (3) with time zone NOT NULL,
	"route" text,
	"recipient" text DEFAULT '' NOT NULL,
	"co_recipients" text[] NOT NULL,
	"content" jsonb NOT NULL,
	"sent_hash" text,
	"sent_at" timestamp (3) with time zone,
	"replied_at" timestamp (3) with time zone,
	"instructions" text DEFAULT '' NOT NULL,
	"executed" text DEFAULT '' NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_outlet" ON "handoffs" USING btree ("incident_id","outlet_name");--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_n" ON "handoffs" USING btree ("incident_id","n");--> statement-breakpoint
CREATE INDEX "handoffs_state" ON "handoffs" USING btree ("root_id","state");