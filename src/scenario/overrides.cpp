#include "scenario/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/scalar.hpp"

namespace cupola {

namespace {

constexpr std::string_view kBefore = "value: ";

/// The value of an option as a node, its places those in the added line.
bool read_value(const std::string& option, int line, int column, Node& value, Problems& problems) {
  const std::string text = option.substr(static_cast<std::size_t>(column) - 1);
  Document document;
  Problems wrong;
  const bool read = parse_yaml("--set", std::string(kBefore) + text + "\n", document, wrong);
  const int shift = column - 1 - static_cast<int>(kBefore.size());
  for (Problem problem : wrong.all()) {
    problem.place.line = line;
    problem.source_line = option;
    problem.place.column = std::max(problem.place.column + shift, 1);
    problems.add(problem);
  }
  if (!read || document.root.items.size() != 1) return false;
  value = document.root.items.front();
  const auto move = [&](const auto& self, Node& node) -> void {
    node.line = node.key_line = line;
    node.column += shift;
    node.key_column += shift;
    for (Node& item : node.items) self(self, item);
  };
  move(move, value);
  return true;
}

/// One option on its way through the document.
class Override {
 public:
  Override(const std::string& text, int line, Document& document, Problems& problems)
      : text_(text), line_(line), document_(document), problems_(problems) {}

  bool apply();

 private:
  bool refuse(std::size_t at, const std::string& what, const std::string& hint) {
    problems_.add({{document_.path, line_, static_cast<int>(at) + 1}, what, hint, text_});
    return false;
  }
  std::string rest() const { return text_.substr(at_, end_ - at_); }
  std::string so_far() const {
    return at_ == 0 ? "the file" : fmt::format("`{}`", std::string_view(text_).substr(0, at_ - 1));
  }
  std::string next_name(const std::vector<std::string>& known) const;
  Node* step_into_map(Node& map);
  Node* step_into_list(Node& list);

  const std::string& text_;
  const int line_;
  Document& document_;
  Problems& problems_;
  std::size_t at_ = 0, end_ = 0;
};

/// The longest known name that the rest of the path begins with, else what stands before the next dot.
std::string Override::next_name(const std::vector<std::string>& known) const {
  const std::string left = rest();
  std::string longest;
  for (const std::string& name : known) {
    const bool fits =
        left.compare(0, name.size(), name) == 0 && (left.size() == name.size() || left[name.size()] == '.');
    if (fits && name.size() > longest.size()) longest = name;
  }
  return longest.empty() ? left.substr(0, left.find('.')) : longest;
}

Node* Override::step_into_map(Node& map) {
  std::vector<std::string> keys;
  for (const Node& item : map.items) keys.push_back(item.key);
  const std::string key = next_name(keys);
  for (Node& item : map.items)
    if (item.key == key) {
      at_ += key.size() + 1;
      return &item;
    }
  Node made;
  made.kind = Node::Kind::map;
  made.key = key;
  made.line = made.key_line = line_;
  made.column = made.key_column = static_cast<int>(at_) + 1;
  map.items.push_back(made);
  at_ += key.size() + 1;
  return &map.items.back();
}

Node* Override::step_into_list(Node& list) {
  std::vector<std::string> names;
  for (const Node& item : list.items)
    if (const Node* name = item.find("name")) names.push_back(name->text);
  const std::string name = next_name(names);
  const std::size_t here = at_;
  at_ += name.size() + 1;
  for (Node& item : list.items)
    if (const Node* own = item.find("name"); own && own->text == name) return &item;
  std::int64_t number = 0;
  if (parse_whole(name, number) && number >= 1 && number <= static_cast<std::int64_t>(list.items.size()))
    return &list.items[static_cast<std::size_t>(number) - 1];
  at_ = here;
  refuse(here, fmt::format("{} has no entry called `{}`", so_far(), name),
         names.empty() ? fmt::format("number them: 1 to {}", list.items.size()) : did_you_mean(name, names));
  return nullptr;
}

bool Override::apply() {
  const std::size_t equals = text_.find('=');
  if (equals == std::string::npos || equals == 0)
    return refuse(0, "this sets nothing", "write PATH=VALUE: `defence.Murted.state=boxed`");
  end_ = equals;
  Node* node = &document_.root;
  while (at_ < end_) {
    if (node->kind == Node::Kind::scalar && !node->is_null())
      return refuse(at_, fmt::format("{} is a value: nothing stands below it", so_far()),
                    "end the path there");
    if (node->is_null()) node->kind = Node::Kind::map;
    node = node->kind == Node::Kind::list ? step_into_list(*node) : step_into_map(*node);
    if (!node) return false;
  }
  if (at_ == end_) return refuse(end_ - 1, "the path ends in a dot", "name the key that is to be set");
  Node value;
  if (!read_value(text_, line_, static_cast<int>(equals) + 2, value, problems_)) return false;
  value.key = node->key;
  value.key_line = line_;
  value.key_column = static_cast<int>(end_ - std::min(end_, value.key.size())) + 1;
  if (value.is_null()) return refuse(equals, "no value is given", "write PATH=VALUE");
  *node = value;
  return true;
}

}  // namespace

int lines_of(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n')) +
         (text.empty() || text.back() == '\n' ? 0 : 1);
}

bool apply_overrides(const std::vector<std::string>& texts, Document& document, Problems& problems) {
  if (texts.empty()) return true;
  int line = lines_of(document.text);
  if (!document.text.empty() && document.text.back() != '\n') document.text += '\n';
  bool good = true;
  for (const std::string& text : texts) {
    document.text += text + "\n";
    good &= Override(text, ++line, document, problems).apply();
  }
  return good;
}

Problem placed_in_option(Problem problem, int lines_of_file) {
  if (problem.place.line <= lines_of_file) return problem;
  problem.place.file = "--set";
  problem.place.line -= lines_of_file;
  return problem;
}

}  // namespace cupola
