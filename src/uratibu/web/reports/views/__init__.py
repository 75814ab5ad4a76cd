"""Reports on screen: the profile's reader, drafts, publishing, briefs, templates."""
