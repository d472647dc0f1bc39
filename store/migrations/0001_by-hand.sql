-- What the schema generator cannot say.
-- The record is append-only: nothing updates or deletes it, not even by mistake in a later query.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Revisions, approvals, answers and evidence are what people signed or saw: written once.
CREATE TRIGGER talking_points_revisions_append_only BEFORE UPDATE OR DELETE ON talking_points_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER approvals_append_only BEFORE UPDATE OR DELETE ON approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER answers_append_only BEFORE UPDATE OR DELETE ON answers
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_revisions_append_only BEFORE UPDATE OR DELETE ON report_revisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE ON evidence
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER article_versions_append_only BEFORE UPDATE OR DELETE ON article_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The embedded database has no autovacuum to empty the index's pending list, and a long list makes every search slow.
ALTER INDEX article_search_words SET (fastupdate = off);
--> statement-breakpoint
-- Who handed in what and why is provenance: written once.
CREATE TRIGGER submissions_append_only BEFORE UPDATE OR DELETE ON submissions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A look at an article is what was seen, written once.
CREATE TRIGGER article_visits_append_only BEFORE UPDATE OR DELETE ON article_visits
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER story_forecasts_append_only BEFORE UPDATE OR DELETE ON story_forecasts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER correction_looks_append_only BEFORE UPDATE OR DELETE ON correction_looks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER correction_letters_append_only BEFORE UPDATE OR DELETE ON correction_letters
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER correction_sendings_append_only BEFORE UPDATE OR DELETE ON correction_sendings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER comments_append_only BEFORE UPDATE OR DELETE ON comments
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
