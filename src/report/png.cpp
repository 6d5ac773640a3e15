#include "report/png.hpp"

#include "core/check.hpp"
#include "report/deflate.hpp"

namespace cupola {
namespace {

void put_big_endian(std::string& bytes, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(number >> shift & 0xff);
}

std::string chunk(const char* type, const std::string& data) {
  std::string bytes;
  put_big_endian(bytes, static_cast<std::uint32_t>(data.size()));
  const std::string body = type + data;
  bytes += body;
  put_big_endian(bytes, crc32_of(body));
  return bytes;
}

char less(std::uint8_t a, std::uint8_t b) { return static_cast<char>(static_cast<std::uint8_t>(a - b)); }

}  // namespace

std::string png_bytes(const Image& image) {
  const auto columns = static_cast<std::size_t>(image.columns), rows = static_cast<std::size_t>(image.rows);
  CUPOLA_CHECK(image.pixels.size() == columns * rows);
  std::string header;
  put_big_endian(header, static_cast<std::uint32_t>(columns));
  put_big_endian(header, static_cast<std::uint32_t>(rows));
  header += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB

  std::string lines;
  lines.reserve(rows * (3 * columns + 1));
  for (std::size_t row = 0; row < rows; ++row) {
    lines += '\x02';  // differences to the row above
    for (std::size_t column = 0; column < columns; ++column) {
      const Rgb at = image.pixels[row * columns + column];
      const Rgb above = row > 0 ? image.pixels[(row - 1) * columns + column] : Rgb{};
      lines += less(at.red, above.red);
      lines += less(at.green, above.green);
      lines += less(at.blue, above.blue);
    }
  }
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", deflated(lines)) + chunk("IEND", "");
}

std::string base64(const std::string& bytes) {
  constexpr const char* kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      text += k <= bytes.size() - i ? kDigits[three >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

}  // namespace cupola
