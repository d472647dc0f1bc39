CREATE TABLE "pushes" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"hub" text NOT NULL,
	"topic" text NOT NULL,
	"secret" text NOT NULL,
	"state" text DEFAULT 'wanted' NOT NULL,
	"subscribed_until" timestamp (3) with time zone,
	"last_push_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pushes_source_id_unique" UNIQUE("source_id")
);
--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pushes_due" ON "pushes" USING btree ("due_at");