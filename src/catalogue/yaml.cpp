#include "catalogue/yaml.hpp"

#include <fmt/format.h>
#include <libfyaml.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "catalogue/text_file.hpp"
#include "core/check.hpp"

namespace cupola {
namespace {

constexpr std::size_t kProblemsMost = 50;  ///< after so many the rest of a file is not looked at

const char* const kWhyNoReferences =
    "write the value out: anchors, aliases and merge keys are not read, so that no small file can unfold "
    "into a huge one";

/// Turns libfyaml's stream of events into a tree, and refuses what the subset leaves out.
class TreeBuilder {
 public:
  TreeBuilder(Document& document, Problems& problems) : document_(document), problems_(problems) {
    open_parser();
  }

  bool build() {
    while (!stopped_) {
      const std::unique_ptr<fy_event, EventFree> event(fy_parser_parse(parser_.get()),
                                                       EventFree{parser_.get()});
      if (!event) break;
      if (overrun_) break;
      ahead_bytes_ = ahead_signs_ = 0;
      take(*event);
    }
    if (overrun_) {
      refuse(last_.line, last_.column,
             fmt::format("no end of a value within {} bytes of this place", YamlLimits::kAheadBytes),
             "is a string, line or comment too long, or are there brackets without end?");
    } else if (!stopped_ && fy_parser_get_stream_error(parser_.get())) {
      add_syntax_problems();
    }
    if (!failed_ && !has_root_) refuse(1, 1, "the file is empty", "");
    return !failed_;
  }

 private:
  struct ParserFree {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
  };
  struct DiagFree {
    void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
  };
  struct EventFree {
    fy_parser* parser;
    void operator()(fy_event* event) const { fy_parser_event_free(parser, event); }
  };
  struct Mark {
    int line = 1, column = 1;
    std::size_t at = 0;
  };
  /// A list or map whose end has not come yet.
  struct Open {
    Node node;
    std::optional<Node> key;  ///< of a map: the key whose value comes next
    bool bracketed = false;   ///< opened by a bracket rather than by indentation
  };

  void open_parser() {
    fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    quiet.fp = nullptr;
    diag_.reset(fy_diag_create(&quiet));
    CUPOLA_CHECK(diag_);
    fy_diag_set_collect_errors(diag_.get(), true);

    // The event parser keeps no stack of its own that deep input could overflow; the depth limit is kept in
    // `open`.
    fy_parse_cfg configuration{};
    configuration.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                                          FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_JSON_NONE);
    configuration.diag = diag_.get();
    parser_.reset(fy_parser_create(&configuration));
    CUPOLA_CHECK(parser_);
    CUPOLA_CHECK(fy_parser_set_input_callback(parser_.get(), this, &give) == 0);
  }

  /// libfyaml asks for more of the text; past the limits it is told that the text ends.
  static ssize_t give(void* user, void* buffer, std::size_t most) {
    auto& self = *static_cast<TreeBuilder*>(user);
    const std::string_view more = std::string_view(self.document_.text).substr(self.given_, most);
    self.ahead_bytes_ += more.size();
    for (const char c : more) self.ahead_signs_ += c == '[' || c == '{' || c == ',' || c == ':' || c == '?';
    if (self.ahead_bytes_ > YamlLimits::kAheadBytes || self.ahead_signs_ > YamlLimits::kAheadSigns)
      self.overrun_ = true;
    if (self.overrun_) return 0;
    more.copy(static_cast<char*>(buffer), more.size());
    self.given_ += more.size();
    return static_cast<ssize_t>(more.size());
  }

  void take(fy_event& event) {
    const Mark mark = mark_of(event);
    switch (event.type) {
      case FYET_DOCUMENT_START:
        return start_document(mark);
      case FYET_ALIAS:
        refuse(mark.line, mark.column, "found an alias, expected a value", kWhyNoReferences);
        return add_value(at(mark, Node::Kind::scalar));
      case FYET_SCALAR:
        refuse_properties(event.scalar.anchor, event.scalar.tag, mark);
        return take_scalar(event, mark);
      case FYET_SEQUENCE_START:
        refuse_properties(event.sequence_start.anchor, event.sequence_start.tag, mark);
        return open(Node::Kind::list, mark);
      case FYET_MAPPING_START:
        refuse_properties(event.mapping_start.anchor, event.mapping_start.tag, mark);
        return open(Node::Kind::map, mark);
      case FYET_SEQUENCE_END:
      case FYET_MAPPING_END:
        return close();
      default:
        return;
    }
  }

  void start_document(const Mark& mark) {
    if (++documents_ > 1) {
      stop(mark.line, mark.column, "a second document starts here", "put it in a file of its own");
    }
  }

  void refuse_properties(fy_token* anchor, fy_token* tag, const Mark& mark) {
    if (anchor) refuse(mark.line, mark.column, "found an anchor, expected a value", kWhyNoReferences);
    if (tag)
      refuse(mark.line, mark.column, "found a tag, expected a value",
             "take the tag out: types follow from the key");
  }

  void take_scalar(fy_event& event, const Mark& mark) {
    Node node = at(mark, Node::Kind::scalar);
    if (fy_token* token = event.scalar.value) {
      const fy_mark* end = fy_token_end_mark(token);
      if (end && end->input_pos > mark.at && end->input_pos - mark.at > YamlLimits::kStringBytes) {
        return stop(mark.line, mark.column,
                    fmt::format("a string longer than the {} bytes that are read", YamlLimits::kStringBytes),
                    "");
      }
      std::size_t length = 0;
      const char* text = fy_token_get_text(token, &length);
      if (text) node.text.assign(text, length);
      const fy_scalar_style style = fy_token_scalar_style(token);
      node.plain = style == FYSS_PLAIN;
      // The mark of a quoted scalar stands behind its opening quote.
      if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) --node.column;
    }
    add_value(std::move(node));
  }

  void open(Node::Kind kind, const Mark& mark) {
    if (awaits_key()) return stop(mark.line, mark.column, "a key must be a name, not a list or a map", "");
    if (open_.size() == static_cast<std::size_t>(YamlLimits::kNesting)) {
      return stop(mark.line, mark.column, fmt::format("nested deeper than {} levels", YamlLimits::kNesting),
                  "");
    }
    const char sign = mark.at < document_.text.size() ? document_.text[mark.at] : ' ';
    open_.push_back({at(mark, kind), std::nullopt, sign == '[' || sign == '{'});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    if (node.kind == Node::Kind::map) refuse_duplicates(node);
    add_value(std::move(node));
  }

  /// A finished node goes where the file puts it: key or value of a map, element of a list, or the root.
  void add_value(Node node) {
    if (++nodes_ > YamlLimits::kNodes) {
      return stop(node.line, node.column,
                  fmt::format("more than the {} values that are read", YamlLimits::kNodes), "");
    }
    if (open_.empty()) {
      document_.root = std::move(node);
      has_root_ = true;
      return;
    }
    Open& parent = open_.back();
    if (awaits_key()) return add_key(std::move(node));
    if (parent.key) {
      node.key = std::move(parent.key->text);
      node.key_line = parent.key->line;
      node.key_column = parent.key->column;
      parent.key.reset();
    }
    parent.node.items.push_back(std::move(node));
  }

  void add_key(Node key) {
    if (key.text == "<<" && key.plain)
      refuse(key.line, key.column, "found a merge key `<<`", kWhyNoReferences);
    if (key.text.size() > YamlLimits::kNameBytes) {
      return stop(key.line, key.column, fmt::format("a name longer than {} bytes", YamlLimits::kNameBytes),
                  "");
    }
    open_.back().key = std::move(key);
  }

  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().key;
  }

  void refuse_duplicates(const Node& map) {
    std::vector<const Node*> by_key;
    by_key.reserve(map.items.size());
    for (const Node& value : map.items) by_key.push_back(&value);
    std::stable_sort(by_key.begin(), by_key.end(),
                     [](const Node* a, const Node* b) { return a->key < b->key; });
    for (std::size_t i = 1; i < by_key.size() && !stopped_; ++i) {
      const Node &first = *by_key[i - 1], &second = *by_key[i];
      if (first.key == second.key) {
        refuse(second.key_line, second.key_column, fmt::format("the key `{}` stands twice", second.key),
               fmt::format("it stands first in line {}; keep one of the two", first.key_line));
      }
    }
  }

  void add_syntax_problems() {
    // libfyaml reports what broke at the place where it noticed; an open bracket is usually where it began.
    std::string hint;
    for (const Open& open : open_) {
      if (open.bracketed) {
        hint = fmt::format("the bracket opened at line {}, column {} is not closed", open.node.line,
                           open.node.column);
      }
    }
    void* iterator = nullptr;
    while (const fy_diag_error* error = fy_diag_errors_iterate(diag_.get(), &iterator)) {
      refuse(std::max(error->line, 1), std::max(error->column, 1),
             fmt::format("not YAML: {}", error->msg ? error->msg : "cannot be read"), hint);
    }
    if (!failed_) refuse(last_.line, last_.column, "not YAML after this place", hint);
  }

  Mark mark_of(fy_event& event) {
    const fy_mark* mark = fy_event_start_mark(&event);
    if (mark) last_ = {mark->line + 1, mark->column + 1, mark->input_pos};
    return last_;  // an empty value has no mark: it stands where its key does
  }

  static Node at(const Mark& mark, Node::Kind kind) {
    Node node;
    node.kind = kind;
    node.line = mark.line;
    node.column = mark.column;
    return node;
  }

  void refuse(int line, int column, std::string what, std::string hint) {
    failed_ = true;
    problems_.add(document_.problem(line, column, std::move(what), std::move(hint)));
    if (++refused_ >= kProblemsMost) stopped_ = true;
  }

  void stop(int line, int column, std::string what, std::string hint) {
    refuse(line, column, std::move(what), std::move(hint));
    stopped_ = true;
  }

  Document& document_;
  Problems& problems_;
  std::unique_ptr<fy_diag, DiagFree> diag_;
  std::unique_ptr<fy_parser, ParserFree> parser_;
  std::vector<Open> open_;
  Mark last_;
  std::size_t given_ = 0, ahead_bytes_ = 0, ahead_signs_ = 0;
  bool overrun_ = false;
  std::size_t nodes_ = 0, refused_ = 0;
  int documents_ = 0;
  bool has_root_ = false, failed_ = false, stopped_ = false;
};

/// The text of line `line`; empty where it is too long to be shown.
std::string line_of(std::string_view text, int line) {
  constexpr std::size_t kShownMost = 400;
  std::size_t start = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) return "";
    start = end + 1;
  }
  std::string_view shown = text.substr(start, text.find('\n', start) - start);
  if (shown.ends_with('\r')) shown.remove_suffix(1);
  return shown.size() <= kShownMost ? std::string(shown) : "";
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Node& item) { return item.key == name; });
  return kind == Kind::map && found != items.end() ? &*found : nullptr;
}

bool Node::is_null() const {
  return kind == Kind::scalar && plain && (text.empty() || text == "~" || text == "null");
}

Problem Document::problem(int line, int column, std::string what, std::string hint) const {
  return {{path, line, column}, std::move(what), std::move(hint), line_of(text, line)};
}

bool parse_yaml(std::string path, std::string text, Document& document, Problems& problems) {
  document.path = std::move(path);
  document.text = std::move(text);
  document.root = Node();
  return check_text(document, problems) && TreeBuilder(document, problems).build();
}

bool read_yaml(const std::string& path, Document& document, Problems& problems) {
  std::string text;
  return read_text(path, text, problems) && parse_yaml(path, std::move(text), document, problems);
}

}  // namespace cupola
