#include "catalogue/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/suggest.hpp"

namespace cupola {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `[-+]? (digits [. digits?] | . digits) ([eE] [-+]? digits)?`
bool looks_like_number(std::string_view text) {
  std::size_t at = 0;
  const auto sign = [&] { at += at < text.size() && (text[at] == '-' || text[at] == '+') ? 1 : 0; };
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  sign();
  std::size_t count = digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    count += digits();
  }
  if (count == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    sign();
    if (digits() == 0) return false;
  }
  return at == text.size();
}

}  // namespace

bool parse_number(std::string_view text, double& value) {
  if (!looks_like_number(text)) return false;
  if (text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

bool parse_whole(std::string_view text, std::int64_t& value) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  if (digits.front() == '0' && text != "0") return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool needs_quotes(const Node& node) {
  if (node.kind != Node::Kind::scalar || !node.plain) return false;
  const std::string& text = node.text;
  const bool special =
      text == "true" || text == "false" || text == ".inf" || text == "-.inf" || text == ".nan";
  const bool based = text.starts_with("0x") || text.starts_with("0o");
  return node.is_null() || special || based || looks_like_number(text);
}

bool is_text(const Node& node) {
  return node.kind == Node::Kind::scalar && !node.text.empty() && !needs_quotes(node);
}

std::string describe(const Node& node) {
  constexpr std::size_t kShownMost = 60;
  switch (node.kind) {
    case Node::Kind::map:
      return "a map";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::scalar:
      break;
  }
  if (node.is_null()) return "nothing";
  if (node.text.empty()) return "an empty text";
  if (node.text.size() > kShownMost) return fmt::format("a text of {} bytes", node.text.size());
  std::string text = node.text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return "`" + text + "`";
}

std::string quoted_list(std::span<const char* const> names) {
  return quoted_list(std::vector<std::string>(names.begin(), names.end()));
}

std::string quoted_list(const std::vector<std::string>& names, const char* last) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? last : ", ";
    list += "`" + names[i] + "`";
  }
  return list;
}

std::string nearest_of(const std::string& name, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  return name.size() > YamlLimits::kNameBytes ? "" : std::string(nearest_name(name, views).value_or(""));
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kListedMost = 12;
  const std::string nearest = nearest_of(name, known);
  if (!nearest.empty()) return "did you mean `" + nearest + "`?";
  return known.empty() || known.size() > kListedMost ? "" : "there is " + quoted_list(known);
}

}  // namespace cupola
