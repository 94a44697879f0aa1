"""What SQLite is told where PostgreSQL has an exclusion constraint; migrations that lay the table anew say it again."""

SQLITE_CLASH = """
    SELECT RAISE(ABORT, 'no_overlap_of_originals_and_recasts')
    WHERE NEW.kind IN ('O', 'R') AND EXISTS (
        SELECT 1 FROM cast_casting other
        WHERE other.character_id = NEW.character_id AND other.kind IN ('O', 'R') AND other.id IS NOT NEW.id
          AND other.from_episode <= COALESCE(NEW.until_episode, 2147483647)
          AND COALESCE(other.until_episode, 2147483647) >= NEW.from_episode
    );
"""
