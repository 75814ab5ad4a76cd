"""Page components: template, style, examples."""
