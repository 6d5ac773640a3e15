#include "core/printable.hpp"

#include <cstdint>

namespace cupola {
namespace {

constexpr std::uint32_t kBroken = 0xFFFFFFFF;

/// The character that begins `text`, which is not empty, and how many bytes it takes.
std::uint32_t decode(std::string_view text, std::size_t& length) {
  const auto first = static_cast<unsigned char>(text[0]);
  length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : 4;
  const bool starts = first < 0x80 || (first >= 0xC2 && first < 0xF5);
  bool whole = starts && length <= text.size();
  std::uint32_t character = length == 1 ? first : first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; whole && i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    whole = (byte & 0xC0u) == 0x80u;
    character = character << 6 | (byte & 0x3Fu);
  }
  if (whole) return character;
  length = 1;
  return kBroken;
}

bool commands(std::uint32_t character) {
  const bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
  const bool separates = character == 0x2028 || character == 0x2029;
  const bool turns = (character >= 0x200E && character <= 0x200F) ||
                     (character >= 0x202A && character <= 0x202E) ||
                     (character >= 0x2066 && character <= 0x2069);
  return control || separates || turns || character == kBroken;
}

std::string hex(std::uint32_t number, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789abcdef"[number >> shift & 15u];
  return text;
}

std::string shown(std::string_view text, bool newlines_stay) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t length = 1;
    const std::uint32_t character = decode(text, length);
    if (!commands(character) || (newlines_stay && character == '\n'))
      out += text.substr(0, length);
    else if (character == '\n')
      out += "\\n";
    else if (length == 1)
      out += "\\x" + hex(static_cast<unsigned char>(text[0]), 2);
    else
      out += "\\u" + hex(character, 4);
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string printable(std::string_view text) { return shown(text, false); }
std::string printable_lines(std::string_view text) { return shown(text, true); }

}  // namespace cupola
