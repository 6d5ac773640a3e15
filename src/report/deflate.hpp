#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cupola {

/// Bytes made smaller: a zlib stream (RFC 1950), as PNG and TIFF hold it.
std::string deflated(std::string_view bytes);
std::uint32_t crc32_of(std::string_view bytes);

}  // namespace cupola
