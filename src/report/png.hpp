#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cupola {

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
};

/// A picture of so many columns, row by row from the top.
struct Image {
  int columns = 0, rows = 0;
  std::vector<Rgb> pixels;
};

/// The picture as a PNG file (ISO 15948): 8 bits a channel, each row as differences to the one above.
std::string png_bytes(const Image& image);

/// Bytes as text (RFC 4648), for pictures inside SVG.
std::string base64(const std::string& bytes);

}  // namespace cupola
