import Foundation
import GRDB

/// What the file system has to do with a store.
enum StoreFile {
  /// The file that a path leads to, which need not be there: a store may be a link to one on another drive.
  static func target(of path: String) -> String {
    var path = path
    // As many links as the system follows.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        return path
      }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    return path
  }

  /// Creates an empty file that only its owner may read, unless there is one already.
  ///
  /// SQLite gives the files that it keeps beside a database the same mode.
  static func create(_ path: String) throws(StoreError) {
    let file = open(target(of: path), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if file >= 0 {
      close(file)
    } else if errno != EEXIST {
      throw .unreachable(path, because: String(cString: strerror(errno)))
    }
  }

  /// How large the pages of a store are: a text of an hour's talk takes a handful of them.
  ///
  /// - Unit: bytes.
  private static let pageSize = 8_192

  /// Sets what can only be set while a database is empty.
  static func prepare(_ database: DatabaseQueue) throws {
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = \(pageSize)")
    }
  }

  /// Copies a whole database into a file beside it, which only its owner may read.
  ///
  /// A copy that is there already is left alone: it is of the same version, made by a migration that did not
  /// come to its end.
  static func copy(_ db: Database, to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let unfinished = path + ".part"
    try? FileManager.default.removeItem(atPath: unfinished)
    try create(unfinished)
    try db.execute(sql: "VACUUM INTO ?", arguments: [unfinished])
    let file = open(unfinished, O_RDWR | O_CLOEXEC)
    fsync(file)
    close(file)
    guard rename(unfinished, path) == 0 else {
      throw StoreError.unreachable(path, because: String(cString: strerror(errno)))
    }
  }

  /// Whether a file's mode lets anybody write it.
  static func mayAnybodyWrite(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & 0o222 != 0
  }

  /// Whether a file is on a drive of another machine, where SQLite's write-ahead log cannot be used.
  static func isOnNetwork(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    #if os(Linux)
    let device = UInt64(status.st_dev)
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & ~0xFF
    // A disk of this machine has a number of its own; what comes over a network never does.
    guard major == 0 else { return false }
    guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else {
      return false
    }
    return isRemote(device: "\(major):\(minor)", in: mounts)
    #else
    var volume = statfs()
    return statfs(path, &volume) == 0 && volume.f_flags & UInt32(MNT_LOCAL) == 0
    #endif
  }

  /// Whether a device is one of another machine, as Linux lists mounts (`proc(5)`, mountinfo).
  static func isRemote(device: String, in mounts: String) -> Bool {
    let remote: Set<Substring> = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "lustre", "fuse.sshfs",
      "fuse.rclone",
    ]
    // "36 35 98:0 /root /mount rw,noatime master:1 - ext4 /dev/root rw": the type stands behind the dash.
    return mounts.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-") else {
        return false
      }
      return fields[(dash + 1)...].first.map(remote.contains) ?? false
    }
  }
}
