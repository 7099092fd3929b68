// ICU behind plain C.
