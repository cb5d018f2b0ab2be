// The grammar of .gc files: tree-sitter-c's grammar of C, with the constructs of the language added.
//
// What always holds: a text that is C gets the tree that tree-sitter-c gives it (tests/grammar checks it on whole
// directories of C). No word is reserved: the words below are tokens only so that a construct can begin with them, and
// wherever C takes an identifier, the walk at the end of this file lets them be identifiers too. Where a text can be
// read both ways both readings are followed (`conflicts`), and the dynamic precedences of the table RANK choose. Static
// precedences are not used against C's rules: they would end the C reading before its end of the text is seen.
const C = require('tree-sitter-c/grammar');
const { PREC, commaSep, commaSep1 } = C;

const WORDS = ['go', 'chan', 'select', 'defer', 'func', 'range', 'import', 'interface', 'package'];

// Dynamic precedences, added up over a tree. tree-sitter-c itself uses +1 for each `*` of a declarator, -1 for macro
// types and odd sized types, and -10 for a parenthesized declarator. No two competitors may have the same value.
// Within one production they are not added up: the largest counts.
const RANK = {
  definition: 40,     // func, import, package: against declarations with a type of that name
  statement: 30,      // go, defer, select, range loops: against calls, declarations and literals
  send: 6,
  type: 3,            // chan T, func(T): against macro types
  type_argument: 5,   // in argument lists, against a call of `func` or `chan`
  conversion: 7,      // []T(x) in argument lists, against a type argument whose element is a macro's call
  qualified: 2,       // declarations that begin with pkg.T, against `a.b * c;`
  named_result: -2,   // func(int) R with a lone name, against a declarator of that name
  nested_result: 1,   // the same among the parameters of another func type
  composite: -4,      // T{…}: against struct and enum bodies
  weak: -30,          // readings of last resort
};

// The rule with another set of letters at the end of its token.
function withSuffixes(rule, pattern) {
  if (Array.isArray(rule)) return rule.map(r => withSuffixes(r, pattern));
  if (rule === null || typeof rule !== 'object') return rule;
  if (rule.type === 'PATTERN' && rule.value.startsWith('[uUlL')) return { ...rule, value: pattern };
  const copy = {};
  for (const key of Object.keys(rule)) copy[key] = withSuffixes(rule[key], pattern);
  return copy;
}

const gc = grammar(C, {
  name: 'gc',

  conflicts: ($, original) => original.concat([
    [$.type_specifier, $._func_head],
    [$.expression, $.qualified_type],
    [$.type_specifier, $.expression, $.macro_type_specifier, $._func_head, $.function_type, $.func_literal],
    [$.type_specifier, $.import_declaration, $._func_head],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.import_declaration],
    [$.expression, $.import_declaration, $.qualified_type],
    [$.type_specifier, $._func_head, $.interface_type],
    [$.type_specifier, $.package_clause, $._func_head],
    [$._declaration_specifiers, $._func_head],
    [$.type_specifier, $.macro_type_specifier, $.function_type],
    [$.type_specifier, $.interface_type],
    [$.concatenated_string, $.import_spec],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.function_type, $.func_literal],
    [$.expression, $.func_literal],
    [$.type_specifier, $._func_head, $.go_statement],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.go_statement],
    [$.expression, $.go_statement],
    [$.type_specifier, $.expression, $.go_statement],
    [$.type_specifier, $._func_head, $.defer_statement],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.defer_statement],
    [$.expression, $.defer_statement],
    [$.type_specifier, $.expression, $.defer_statement],
    [$.expression, $.channel_type],
    [$.update_expression, $.receive_expression],
    [$._func_head],
    [$.type_specifier, $.go_statement],
    [$.type_specifier, $.defer_statement],
    [$.function_type],
    [$._declaration_modifiers, $.type_descriptor],
    [$._declaration_specifiers, $.type_descriptor],
    [$.initializer_list, $.interface_body],
    [$.expression, $._started_call],
    [$._string, $.concatenated_string],
    [$.expression, $._pointer_type_argument],
    [$.expression, $.function_type, $.func_literal],
    [$.macro_type_specifier, $.parenthesized_type],
    [$.parameter_declaration, $._receiver],
    [$.concatenated_string],
    [$.initializer_list, $.select_body],
    [$.expression, $.type_switch_statement],
    [$.type_specifier, $.for_range_statement],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.for_range_statement],
    [$.expression, $.for_range_statement],
    [$.type_specifier, $.expression, $.for_range_statement],
    [$._declarator, $.type_specifier, $.macro_type_specifier, $.function_type],
    [$._declaration_specifiers],
    [$.assignment_expression, $._range_targets],
    [$.argument_list, $._sized_type_argument],
    [$._sized_type_argument],
    [$.struct_specifier, $._struct_tag],
    [$.type_qualifier, $._complex],
    [$.type_specifier, $._func_head, $.channel_type],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.channel_type],
    [$.type_specifier, $.channel_type],
    [$.type_specifier, $.macro_type_specifier, $.channel_type],
    [$.type_specifier, $.expression, $.channel_type],
    [$.type_specifier, $.sized_type_specifier, $.channel_type],
    [$.channel_type],
    [$._declarator, $.type_specifier, $.macro_type_specifier, $.channel_type],
    [$._declarator, $.type_specifier, $.channel_type],
    [$.type_specifier, $.expression, $.macro_type_specifier, $._macro_call],
    [$.type_specifier, $.expression, $.macro_type_specifier, $._macro_call, $.channel_type],
    [$.type_specifier, $.expression, $.macro_type_specifier, $._func_head, $._macro_call, $.function_type, $.func_literal],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.import_declaration, $._macro_call],
    [$._function_type_parameters, $.func_literal],
    [$.type_specifier, $.expression, $._pointer_type_argument],
    [$.sized_type_specifier, $.argument_list, $._sized_type_argument],
    [$.type_specifier, $._c_type_argument],
    [$.type_descriptor, $._type_argument],
    [$.sized_type_specifier, $._sized_type_argument],
    [$.parameter_list, $.argument_list],
    [$.type_specifier, $.expression, $.macro_type_specifier, $.function_type, $._function_type_of_name, $.func_literal],
    [$._declaration_specifiers, $._type_argument],
    [$._declaration_specifiers, $.type_descriptor, $._type_argument],
    [$._declaration_specifiers, $.type_descriptor, $._pointer_type_argument],
    [$.type_specifier, $._named_type],
    [$.argument_list, $.import_declaration],
    [$._string, $.import_spec],
    [$._abstract_declarator, $._pointer_type_argument],
    [$.type_specifier, $.macro_type_specifier, $.function_type, $._function_type_of_name],
    [$.function_type, $._function_type_of_name],
    [$.parameter_list, $._nameless_parameter_list],
  ]),

  supertypes: ($, original) => original,

  rules: {
    // ---- Top level ----------------------------------------------------------------------------

    _top_level_item: ($, original) => choice(
      original,
      $._go_item,
      $.short_var_declaration,
      alias($._macro_func_definition, $.func_definition),
      alias($._macro_func_declaration, $.func_declaration),
    ),
    _block_item: ($, original) => choice(original, $._go_item),

    _go_item: $ => choice(
      $.package_clause,
      $.import_declaration,
      $.func_definition,
      $.func_declaration,
    ),

    package_clause: $ => prec.dynamic(RANK.definition, prec.right(seq(
      'package', field('name', $.identifier), optional(';'),
    ))),

    import_declaration: $ => prec.dynamic(RANK.definition, prec.right(seq(
      'import',
      choice($.import_spec, seq('(', repeat(choice($.import_spec, ';')), ')')),
      optional(';'),
    ))),

    import_spec: $ => seq(
      field('name', optional(choice($.identifier, '.'))),
      field('path', $.string_literal),
    ),

    func_definition: $ => prec.dynamic(RANK.definition, seq(
      $._func_head,
      field('body', $.compound_statement),
    )),

    func_declaration: $ => prec.dynamic(RANK.definition, seq($._func_head, ';')),

    _func_head: $ => seq(
      repeat(choice($._declaration_modifiers, $.identifier)),
      'func',
      optional(field('receiver', alias($._receiver_list, $.parameter_list))),
      field('name', $.identifier),
      field('parameters', $.parameter_list),
      optional(field('result', choice($.type_descriptor, alias($._tag_type, $.type_descriptor), $.result_list))),
      repeat($.attribute_specifier),
    ),
    // MACRO(x) func f() { }; only here, since in blocks every call would have to be followed in two ways.
    _macro_func_definition: $ => prec.dynamic(RANK.definition, seq(
      alias($._macro_call, $.call_expression), $._func_head, field('body', $.compound_statement),
    )),
    _macro_func_declaration: $ => prec.dynamic(RANK.definition, seq(
      alias($._macro_call, $.call_expression), $._func_head, ';',
    )),
    _macro_call: $ => seq(field('function', $.identifier), field('arguments', $.argument_list)),
    // `func f() struct p { … }`: the braces are the function's.
    _tag_type: $ => field('type', alias($._struct_tag, $.struct_specifier)),

    _receiver_list: $ => seq('(', alias($._receiver, $.parameter_declaration), ')'),
    _receiver: $ => seq($._declaration_specifiers, field('declarator', $._declarator)),

    result_list: $ => seq('(', commaSep1($.parameter_declaration), ')'),

    parameter_list: $ => seq(
      '(',
      choice(
        commaSep(choice($.parameter_declaration, $.variadic_parameter, $.variadic_parameter_declaration)),
        $.compound_statement,
      ),
      ')',
    ),

    variadic_parameter_declaration: $ => seq(
      '...',
      $._declaration_specifiers,
      optional(field('declarator', choice($._declarator, $._abstract_declarator))),
    ),

    // ---- Types --------------------------------------------------------------------------------
    // The added types stand beside type_specifier, not in it: `chan(x);` and `func(x);` are no empty declarations.

    _go_type: $ => choice($.channel_type, $.slice_type, $.function_type, $.interface_type),

    _declaration_specifiers: $ => seq(
      repeat($._declaration_modifiers),
      field('type', choice($.type_specifier, $._go_type, prec.dynamic(RANK.qualified, $.qualified_type))),
      repeat($._declaration_modifiers),
    ),

    _type_definition_type: $ => seq(
      repeat($.type_qualifier),
      field('type', choice($.type_specifier, $._go_type, $.qualified_type)),
      repeat($.type_qualifier),
    ),

    type_descriptor: $ => seq(
      repeat($.type_qualifier),
      field('type', choice($.type_specifier, $._go_type, prec.dynamic(-RANK.qualified, $.qualified_type))),
      repeat($.type_qualifier),
      field('declarator', optional($._abstract_declarator)),
    ),

    _empty_declaration: ($, original) => choice(original, seq($.interface_type, ';')),

    // What follows `chan`, `[]` and a func type: a pointer or a result list takes parentheses.
    _element: $ => choice(
      $.type_specifier, alias($._struct_tag, $.struct_specifier), $._go_type, $.qualified_type, $.parenthesized_type,
    ),

    parenthesized_type: $ => seq('(', $.type_descriptor, ')'),

    // `chan<- chan T` is `chan<- (chan T)`.
    channel_type: $ => choice(
      prec.dynamic(RANK.type, seq('chan', field('element', $._element))),
      prec.dynamic(RANK.type + 1, seq('chan', '<-', field('element', $._element))),
      prec.dynamic(RANK.type, seq('<-', 'chan', field('element', $._element))),
    ),

    slice_type: $ => seq('[', ']', field('element', $._element)),

    // A lone name after `func(…)` is the declarator where one may stand; among the parameters of a func type, where
    // none is needed, it is the result.
    function_type: $ => choice(
      prec.dynamic(RANK.type, seq('func', $._function_type_parameters, optional(field('result', $.result_list)))),
      prec.dynamic(RANK.type + RANK.named_result, seq(
        'func', $._function_type_parameters, field('result', alias($._bare_type, $.type_descriptor)),
      )),
    ),
    _bare_type: $ => field('type', choice($.type_specifier, $._go_type, $.qualified_type)),
    _named_type: $ => field('type', $._type_identifier),
    _function_type_parameters: $ => field('parameters', choice(
      $.parameter_list,
      alias($._nameless_parameter_list, $.parameter_list),
    )),
    _nameless_parameter_list: $ => seq('(', commaSep1(choice(
      $.parameter_declaration,
      $.variadic_parameter_declaration,
      prec.dynamic(RANK.nested_result, alias($._nested_function_type, $.parameter_declaration)),
    )), ')'),
    _nested_function_type: $ => field('type', alias($._function_type_of_name, $.function_type)),
    _function_type_of_name: $ => prec.dynamic(RANK.type, seq(
      'func',
      $._function_type_parameters,
      field('result', alias($._named_type, $.type_descriptor)),
    )),

    interface_type: $ => prec.dynamic(RANK.type, prec.right(seq(
      'interface',
      choice(
        seq(field('name', $._type_identifier), optional(field('body', $.interface_body))),
        field('body', $.interface_body),
      ),
    ))),

    interface_body: $ => seq('{', repeat(choice($.interface_method, $.preproc_call)), '}'),

    interface_method: $ => seq(
      field('result', choice($.type_descriptor, $.result_list)),
      field('name', $._field_identifier),
      field('parameters', $.parameter_list),
      ';',
    ),

    qualified_type: $ => seq(field('package', $.identifier), '.', field('name', $._type_identifier)),

    // ---- Expressions --------------------------------------------------------------------------

    _expression_not_binary: ($, original) => choice(
      original,
      $.receive_expression,
      $.func_literal,
      $.composite_literal,
      $.slice_expression,
      $.type_assertion,
      $.type_conversion,
      alias($._complex_part, $.unary_expression),
    ),

    // Nothing can be assigned to s[i:j]; it parses so that the message can say so.
    _assignment_left_expression: ($, original) => choice(
      original,
      $.slice_expression,
      alias($._complex_part, $.unary_expression),
    ),

    receive_expression: $ => prec(PREC.UNARY, seq('<-', field('argument', $.expression))),

    func_literal: $ => seq(
      'func',
      field('parameters', $.parameter_list),
      optional(field('result', choice($.type_descriptor, $.result_list))),
      field('body', $.compound_statement),
    ),

    composite_literal: $ => prec.dynamic(RANK.composite, prec(PREC.CALL, seq(
      field('type', choice(
        $._type_identifier,
        $.qualified_type,
        $.slice_type,
        alias($._struct_tag, $.struct_specifier),
        alias($._anonymous_struct, $.struct_specifier),
      )),
      field('value', $.initializer_list),
    ))),

    _struct_tag: $ => seq('struct', field('name', $._type_identifier)),
    _anonymous_struct: $ => seq('struct', field('body', $.field_declaration_list)),

    slice_expression: $ => prec(PREC.SUBSCRIPT, seq(
      field('argument', $.expression),
      '[',
      optional(field('start', $.expression)),
      ':',
      optional(field('end', $.expression)),
      optional(seq(':', field('max', $.expression))),
      ']',
    )),

    type_assertion: $ => seq(
      prec(PREC.FIELD, seq(field('value', $.expression), '.')),
      '(', field('type', $.type_descriptor), ')',
    ),

    type_conversion: $ => prec.dynamic(RANK.conversion, prec(PREC.CALL, seq(
      field('type', $.slice_type), '(', field('argument', $.expression), ')',
    ))),

    argument_list: $ => seq(
      '(',
      commaSep(choice(
        $.expression,
        $.compound_statement,
        $.spread_argument,
        prec.dynamic(RANK.type_argument, alias($._type_argument, $.type_descriptor)),
        prec.dynamic(RANK.weak, alias($._pointer_type_argument, $.type_descriptor)),
        prec.dynamic(RANK.weak, alias($._c_type_argument, $.type_descriptor)),
        alias(choice('struct', 'union', 'enum', 'signed', 'unsigned', 'long', 'short'), $.identifier),
      )),
      ')',
    ),

    spread_argument: $ => seq(field('value', $.expression), '...'),

    _type_argument: $ => seq(
      field('type', $._go_type),
      optional(field('declarator', $._abstract_declarator)),
    ),
    _c_type_argument: $ => seq(
      field('type', choice(
        $.struct_specifier,
        $.union_specifier,
        $.enum_specifier,
        alias($._sized_type_argument, $.sized_type_specifier),
      )),
      optional(field('declarator', $._abstract_declarator)),
    ),
    // Begins with its keyword: `int` stays an identifier in `va_arg(ap, int)`, as it is to tree-sitter-c.
    _sized_type_argument: $ => prec.right(seq(
      repeat1(choice('signed', 'unsigned', 'long', 'short')),
      optional(field('type', $.primitive_type)),
      repeat(choice('signed', 'unsigned', 'long', 'short')),
    )),
    _pointer_type_argument: $ => seq(
      field('type', choice($._type_identifier, $.qualified_type)),
      field('declarator', $.abstract_pointer_declarator),
    ),

    // `const` and the like are no words inside attributes.
    attribute_specifier: $ => seq(
      choice('__attribute__', '__attribute'),
      '(',
      alias($._attribute_argument_list, $.argument_list),
      ')',
    ),
    _attribute_argument_list: $ => seq('(', commaSep(choice($.expression, $.compound_statement)), ')'),

    init_declarator: $ => seq(
      field('declarator', $._declarator),
      choice('=', ':='),
      field('value', choice($.initializer_list, $.expression)),
    ),

    // ---- Statements ---------------------------------------------------------------------------

    _non_case_statement: ($, original) => choice(
      original,
      $.go_statement,
      $.defer_statement,
      $.send_statement,
      $.short_var_declaration,
      $.select_statement,
      $.type_switch_statement,
      $.for_range_statement,
      $.for_condition_statement,
      $.for_ever_statement,
    ),

    go_statement: $ => seq('go', $._started_call, ';'),
    defer_statement: $ => seq('defer', $._started_call, ';'),
    // What is no call is an error of the program, not of its form, where C could not have meant it.
    _started_call: $ => field('call', choice(
      prec.dynamic(RANK.statement, choice($.call_expression, $.identifier, $.field_expression)),
      prec.dynamic(RANK.weak, $.expression),
    )),

    send_statement: $ => prec.dynamic(RANK.send, seq($._send, ';')),
    _send: $ => seq(
      field('channel', choice(
        $.identifier,
        $.field_expression,
        $.subscript_expression,
        $.call_expression,
        $.pointer_expression,
        $.receive_expression,
        $.parenthesized_expression,
      )),
      '<-',
      field('value', $.expression),
    ),

    short_var_declaration: $ => seq($._short_var, ';'),
    _short_var: $ => seq(
      field('left', $.expression_list),
      ':=',
      field('right', $.expression_list),
    ),
    // Recursive to the right, as the comma expression is, so that neither is decided on before the `:=`.
    expression_list: $ => $._expressions,
    _expressions: $ => choice($.expression, seq($.expression, ',', $._expressions)),

    select_statement: $ => prec.dynamic(RANK.statement, seq('select', field('body', $.select_body))),
    select_body: $ => seq('{', repeat($.select_case), '}'),
    select_case: $ => prec.right(seq(
      choice(
        seq('case', field('communication', choice(
          $.expression,
          $.comma_expression,
          alias($._send, $.send_statement),
          alias($._short_var, $.short_var_declaration),
        ))),
        'default',
      ),
      ':',
      repeat($._case_item),
    )),
    _case_item: $ => choice(
      $._non_case_statement,
      $.declaration,
      $.type_definition,
      $.preproc_call,
      $.preproc_def,
    ),

    type_switch_statement: $ => seq(
      'switch',
      '(',
      optional(seq(field('initializer', $._initializer), ';')),
      optional(seq(field('left', $.identifier), ':=')),
      prec(PREC.FIELD, seq(field('value', $.expression), '.')), '(', 'type', ')',
      ')',
      field('body', $.type_switch_body),
    ),
    type_switch_body: $ => seq('{', repeat($.type_case), '}'),
    type_case: $ => prec.right(seq(
      choice(seq('case', commaSep1(field('type', $.type_descriptor))), 'default'),
      ':',
      repeat($._case_item),
    )),

    _initializer: $ => choice(
      alias($._short_var, $.short_var_declaration),
      $.expression,
      $.comma_expression,
    ),

    init_condition: $ => seq(
      '(',
      field('initializer', $._initializer),
      ';',
      field('condition', $.expression),
      ')',
    ),

    if_statement: $ => prec.right(seq(
      'if',
      field('condition', choice($.parenthesized_expression, $.init_condition)),
      field('consequence', $.statement),
      optional(field('alternative', $.else_clause)),
    )),

    switch_statement: $ => seq(
      'switch',
      field('condition', choice($.parenthesized_expression, $.init_condition)),
      field('body', $.compound_statement),
    ),

    _for_statement_body: $ => seq(
      choice(
        field('initializer', $.declaration),
        seq(field('initializer', optional(choice(
          $.expression, $.comma_expression, alias($._short_var, $.short_var_declaration),
        ))), ';'),
      ),
      field('condition', optional(choice($.expression, $.comma_expression))),
      ';',
      field('update', optional(choice(
        $.expression, $.comma_expression, alias($._send, $.send_statement),
      ))),
    ),

    for_range_statement: $ => prec.dynamic(RANK.statement, seq(
      'for',
      '(',
      optional(choice(
        seq(field('left', $.expression_list), field('operator', ':=')),
        seq(field('left', alias($._range_targets, $.expression_list)), field('operator', '=')),
      )),
      'range',
      field('right', $.expression),
      ')',
      field('body', $.statement),
    )),

    // Built like an assignment, so that `for (i = 0; …)` is read side by side with it.
    _range_targets: $ => prec(PREC.ASSIGNMENT, choice(
      $._assignment_left_expression,
      seq($.expression, ',', $._range_targets),
    )),

    for_condition_statement: $ => seq(
      'for', '(', field('condition', $.expression), ')', field('body', $.statement),
    ),

    for_ever_statement: $ => seq('for', field('body', $.compound_statement)),

    // ---- GNU C that tree-sitter-c lacks ------------------------------------------------------

    // Imaginary constants: 1.0i.
    number_literal: (_, original) => withSuffixes(original, '[uUlLwWfFbBdDiIjJ]*'),

    _complex_part: $ => prec.left(PREC.UNARY, seq(
      field('operator', choice('__real__', '__imag__', '__real', '__imag')),
      field('argument', $.expression),
    )),

    storage_class_specifier: ($, original) => choice(original, '_Thread_local'),
    type_qualifier: ($, original) => choice(original, '__const', '__volatile__', '__volatile', '_Complex', '__complex__', '__complex'),

    // Alone, `_Complex` is a type; it was a type name to tree-sitter-c.
    type_specifier: ($, original) => choice(original, alias($._complex, $.type_identifier)),
    _complex: $ => prec.dynamic(-1, choice('_Complex', '__complex__', '__complex')),

    case_statement: $ => prec.right(seq(
      choice(
        seq('case', field('value', choice($.expression, $.case_range))),
        'default',
      ),
      ':',
      repeat(choice(
        $._non_case_statement,
        $.declaration,
        $.type_definition,
      )),
    )),
    case_range: $ => seq(field('start', $.expression), '...', field('end', $.expression)),

    goto_statement: ($, original) => choice(original, seq('goto', field('target', $.pointer_expression), ';')),

    // Unnamed bit-fields.
    _field_declaration_declarator: $ => commaSep1(choice(
      seq(field('declarator', $._field_declarator), optional($.bitfield_clause)),
      $.bitfield_clause,
    )),

    break_statement: $ => seq('break', optional(field('label', $._statement_identifier)), ';'),
    continue_statement: $ => seq('continue', optional(field('label', $._statement_identifier)), ';'),
  },
});

// Where a rule takes an identifier it takes the words too.
function allowWords(rule, name) {
  if (Array.isArray(rule)) return rule.map(r => allowWords(r, name));
  if (rule === null || typeof rule !== 'object') return rule;
  if (rule.type === 'ALIAS' && rule.named && rule.content.type === 'SYMBOL' && rule.content.name === 'identifier') {
    return { ...rule, content: choice(rule.content, ...WORDS) };
  }
  if (rule.type === 'SYMBOL' && rule.name === 'identifier') {
    return choice(rule, ...WORDS.map(w => alias(w, { type: 'SYMBOL', name: 'identifier' })));
  }
  const copy = {};
  for (const key of Object.keys(rule)) copy[key] = allowWords(rule[key], name);
  return copy;
}

for (const name of Object.keys(gc.grammar.rules)) {
  if (name.startsWith('preproc') || name === 'identifier') continue;
  gc.grammar.rules[name] = allowWords(gc.grammar.rules[name], name);
}

module.exports = gc;
