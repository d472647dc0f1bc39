CREATE TABLE "step_forms" (
	"id" text PRIMARY KEY NOT NULL,
	"activation_id" text NOT NULL,
	"step" text NOT NULL,
	"n" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"hash" text NOT NULL,
	"by_user_id" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "step_forms" ADD CONSTRAINT "step_forms_activation_id_activations_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "step_forms_n" ON "step_forms" USING btree ("activation_id","step","n");
--> statement-breakpoint
-- by hand
CREATE TRIGGER step_forms_append_only BEFORE UPDATE OR DELETE ON step_forms
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
