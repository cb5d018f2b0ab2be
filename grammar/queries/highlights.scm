; Colours of .gc files for editors: C's, then what the language adds. Later patterns win.

(identifier) @variable

((identifier) @constant
 (#match? @constant "^[A-Z][A-Z\\d_]*$"))

[
  "break" "case" "const" "continue" "default" "do" "else" "enum" "extern" "for" "goto" "if" "inline" "return"
  "sizeof" "static" "struct" "switch" "typedef" "union" "volatile" "while"
] @keyword

[
  "#define" "#elif" "#else" "#endif" "#if" "#ifdef" "#ifndef" "#include"
  (preproc_directive)
] @keyword

[
  "--" "-" "-=" "->" "=" "!=" "*" "&" "&&" "+" "++" "+=" "<" "==" ">" "||" "<-" ":="
] @operator

["." ";"] @delimiter

[(string_literal) (system_lib_string)] @string
(null) @constant
[(number_literal) (char_literal)] @number

(field_identifier) @property
(statement_identifier) @label
[(type_identifier) (primitive_type) (sized_type_specifier)] @type

(call_expression function: (identifier) @function)
(call_expression function: (field_expression field: (field_identifier) @function))
(function_declarator declarator: (identifier) @function)
(preproc_function_def name: (identifier) @function.special)

; The words of the language, only where they are words.
(package_clause "package" @keyword)
(import_declaration "import" @keyword)
(func_definition "func" @keyword)
(func_declaration "func" @keyword)
(func_literal "func" @keyword)
(function_type "func" @keyword)
(channel_type "chan" @keyword)
(interface_type "interface" @keyword)
(go_statement "go" @keyword)
(defer_statement "defer" @keyword)
(select_statement "select" @keyword)
(for_range_statement "range" @keyword)
(type_switch_statement "type" @keyword)

(func_definition name: (identifier) @function)
(func_declaration name: (identifier) @function)
(interface_method name: (field_identifier) @function)
(import_spec name: (identifier) @module)
(package_clause name: (identifier) @module)
(qualified_type package: (identifier) @module)

((call_expression function: (identifier) @function.builtin)
 (#match? @function.builtin "^(make|new|len|cap|append|copy|close|panic|recover|print|println)$"))

((identifier) @constant.builtin
 (#match? @constant.builtin "^(nil|true|false)$"))

((type_identifier) @type.builtin
 (#match? @type.builtin "^(string|error|any|byte|rune|uint|uintptr|u?int(8|16|32|64)|float(32|64))$"))

(comment) @comment
