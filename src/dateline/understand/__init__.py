"""Room 3: one Article becomes an AnnotatedArticle, by extractors in a declared order."""
