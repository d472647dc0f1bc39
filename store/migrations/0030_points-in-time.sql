CREATE TABLE "oral_approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"talking_points_id" text NOT NULL,
	"revision" integer NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"called_at" timestamp (3) with time zone NOT NULL,
	"witness_id" text NOT NULL,
	"witness_name" text NOT NULL,
	"recorder_id" text NOT NULL,
	"recorder_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"confirm_by" timestamp (3) with time zone NOT NULL,
	"overdue_at" timestamp (3) with time zone,
	"outcome" text,
	"settled_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "talking_points" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "talking_points" ADD COLUMN "lease_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "talking_points" ADD COLUMN "lease_token" text;--> statement-breakpoint
ALTER TABLE "talking_points" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "oral_approvals" ADD CONSTRAINT "oral_approvals_talking_points_id_talking_points_id_fk" FOREIGN KEY ("talking_points_id") REFERENCES "public"."talking_points"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oral_approvals_talking_points" ON "oral_approvals" USING btree ("talking_points_id");--> statement-breakpoint
CREATE INDEX "oral_approvals_due" ON "oral_approvals" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "talking_points_due" ON "talking_points" USING btree ("due_at");