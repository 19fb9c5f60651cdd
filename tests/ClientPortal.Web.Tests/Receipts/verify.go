// Verifies receipts, checkpoints and whole logs with golang.org/x/mod/sumdb, which nobody of ours wrote. What stands here reads the formats around
// it: the lines of a receipt and of a checkpoint, and the files of an archive.
// Reads a list of questions in JSON from the standard input, bytes in base64; writes a list of true and false.
package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Key string

	// Does this entry stand in the log?
	Receipt, Entry []byte

	// Does the log of the one checkpoint begin with that of the other? The tiles are those of the later one.
	Earlier, Later []byte
	Tiles          tiles

	// Is this the whole log, as it was signed?
	Archive []byte
}

var errNotSo = errors.New("it does not fit")

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := []bool{}
	for _, q := range questions {
		answers = append(answers, q.answer() == nil)
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}

func (q question) answer() error {
	switch {
	case q.Receipt != nil:
		return q.standsInLog()
	case q.Earlier != nil:
		return q.goesOn()
	default:
		return q.isWhole()
	}
}

func (q question) standsInLog() error {
	head, checkpoint, _ := strings.Cut(string(q.Receipt), "\n\n")
	lines := strings.Split(head, "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		return errNotSo
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return errNotSo
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := signedTree(q.Key, []byte(checkpoint))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(q.Entry))
}

func (q question) goesOn() error {
	earlier, err := signedTree(q.Key, q.Earlier)
	if err != nil {
		return err
	}
	later, err := signedTree(q.Key, q.Later)
	if err != nil {
		return err
	}
	// Each tile is held against the root before a hash of it is believed.
	proof, err := tlog.ProveTree(later.N, earlier.N, tlog.TileHashReader(later, q.Tiles))
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, later.N, later.Hash, earlier.N, earlier.Hash)
}

func (q question) isWhole() error {
	files, err := unpack(q.Archive)
	if err != nil {
		return err
	}
	tree, err := signedTree(q.Key, files["checkpoint"])
	if err != nil {
		return err
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := []tlog.Hash{}
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for number := int64(0); number < tree.N; {
		entries, err := split(files[bundle(number, tree.N)])
		if err != nil {
			return err
		}
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(number, entry, reader)
			if err != nil {
				return err
			}
			stored = append(stored, hashes...)
			number++
		}
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err == nil && root != tree.Hash {
		err = errNotSo
	}
	return err
}

// The head that a checkpoint signs. Its first line is the name of the log, which the key has too.
func signedTree(key string, signed []byte) (tree tlog.Tree, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, errNotSo
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func unpack(archive []byte) (map[string][]byte, error) {
	packed, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, file := range packed.File {
		opened, err := file.Open()
		if err != nil {
			return nil, err
		}
		if files[file.Name], err = io.ReadAll(opened); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// The file of the bundle in which an entry stands.
func bundle(number, size int64) string {
	index := number / 256
	name := fmt.Sprintf("tile/entries/%03d", index)
	if left := size - index*256; left < 256 {
		name += fmt.Sprintf(".p/%d", left)
	}
	return name
}

// Entries stand behind their lengths in two bytes.
func split(bundle []byte) ([][]byte, error) {
	if len(bundle) == 0 {
		return nil, errNotSo
	}
	entries := [][]byte{}
	for len(bundle) > 0 {
		if len(bundle) < 2 {
			return nil, errNotSo
		}
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			return nil, errNotSo
		}
		entries = append(entries, bundle[2:2+length])
		bundle = bundle[2+length:]
	}
	return entries, nil
}

// Tiles of hashes by their names.
type tiles map[string][]byte

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	read := [][]byte{}
	for _, tile := range wanted {
		// The library's names tell the height, which is eight for all logs of this kind.
		data, found := t[strings.Replace(tile.Path(), "tile/8/", "tile/", 1)]
		if !found || len(data) != tile.W*tlog.HashSize {
			return nil, errNotSo
		}
		read = append(read, data)
	}
	return read, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
