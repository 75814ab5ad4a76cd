"""The register inside reports: what of a plan, its returns and its figures a document may say."""
