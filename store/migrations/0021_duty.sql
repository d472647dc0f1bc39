CREATE TABLE "duty_check_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"turn_id" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"entered_by" text,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duty_handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"from_turn_id" text NOT NULL,
	"to_turn_id" text NOT NULL,
	"matters" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "duty_turns" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" text NOT NULL,
	"backup_id" text,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text
);
--> statement-breakpoint
CREATE TABLE "duty_watches" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"lease_token" text,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "duty_check_ins" ADD CONSTRAINT "duty_check_ins_turn_id_duty_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_check_ins" ADD CONSTRAINT "duty_check_ins_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_handovers" ADD CONSTRAINT "duty_handovers_from_turn_id_duty_turns_id_fk" FOREIGN KEY ("from_turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_handovers" ADD CONSTRAINT "duty_handovers_to_turn_id_duty_turns_id_fk" FOREIGN KEY ("to_turn_id") REFERENCES "public"."duty_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_turns" ADD CONSTRAINT "duty_turns_backup_id_user_id_fk" FOREIGN KEY ("backup_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_watches" ADD CONSTRAINT "duty_watches_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_check_ins_turn" ON "duty_check_ins" USING btree ("turn_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_handovers_from" ON "duty_handovers" USING btree ("from_turn_id");--> statement-breakpoint
CREATE INDEX "duty_turns_unit" ON "duty_turns" USING btree ("unit_id","kind","to_at");--> statement-breakpoint
CREATE INDEX "duty_turns_user" ON "duty_turns" USING btree ("user_id","to_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_watches_once" ON "duty_watches" USING btree ("unit_id","kind");--> statement-breakpoint
CREATE INDEX "duty_watches_due" ON "duty_watches" USING btree ("due_at");