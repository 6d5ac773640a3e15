#include "report/markup.hpp"

#include <string_view>

#include "core/printable.hpp"

namespace cupola {

std::string escaped(const std::string& words) {
  std::string out;
  for (const char c : printable(words)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string shell_word(const std::string& words) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+-";
  if (!words.empty() && words[0] != '-' && words.find_first_not_of(kPlain) == std::string::npos) return words;
  std::string out = "'";
  for (const char c : words) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace cupola
