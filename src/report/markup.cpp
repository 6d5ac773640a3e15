#include "report/markup.hpp"

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

}  // namespace cupola
