#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace cupola {

/// One prepared statement of an SQLite file.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;

  /// Binds the next parameter, from left to right; NULL for an empty optional is bind_null().
  Statement& bind(std::int64_t value);
  Statement& bind(double value);
  Statement& bind(std::string_view value);
  Statement& bind_null();

  /// True while there is a row. After the last row, or for a statement without rows, the statement can be
  /// bound anew.
  bool step();
  void run();  ///< step to the end

  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string text(int column) const;
  bool null(int column) const;

 private:
  friend class Database;
  Statement(sqlite3_stmt* statement, std::shared_ptr<std::string> error);
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::shared_ptr<std::string> error_;  ///< of the database
  int bound_ = 0;
};

/// An SQLite file. The first failure (disk full, not a database, locked) is kept in SQLite's words, with the system's
/// where it came from there: check ok() after a group of calls. After it nothing more is written, and no failed fsync is
/// ever asked again: what it was to save may be gone from memory as well.
class Database {
 public:
  /// A new file, or one that is there to be added to, in WAL mode until it is closed.
  static Database create(const std::string& path);
  /// A finished file, for reading: it must not change meanwhile, and nothing is written beside it, so that it
  /// may lie where nobody can write.
  static Database open(const std::string& path);
  /// A file that others may be writing, or were stopped in doing so: with what stands in its log.
  static Database open_unfinished(const std::string& path);
  ~Database();
  Database(Database&&) noexcept;

  bool ok() const { return error_->empty(); }
  const std::string& error() const { return *error_; }
  void execute(const char* sql);
  void execute(const std::string& sql) { execute(sql.c_str()); }
  Statement prepare(const char* sql);
  Statement prepare(const std::string& sql) { return prepare(sql.c_str()); }
  /// Folds the log into the file, which is then the only one. False if what was written is not whole.
  bool close();

 private:
  Database() = default;
  int let_go();
  static int fold(void*, sqlite3* handle, const char* schema, int pages);
  void note();
  sqlite3* handle_ = nullptr;
  std::shared_ptr<std::string> error_ = std::make_shared<std::string>();
};

}  // namespace cupola
