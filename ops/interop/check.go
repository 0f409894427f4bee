// Checks a running ledger with Go's own libraries for transparency logs, which know nothing of this project:
// the signature of the newest checkpoint (sumdb/note), the root over all published entries, and an inclusion
// proof for every hundredth entry (sumdb/tlog).
//
//	go run check.go http://127.0.0.1:PORT "$(head -n 1 .socai/checkpoint/verifier-keys.txt)"
//
// The verifier key is the Ed25519 line of what the operator hands out; take it from the operator, not from the server.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func fetch(url string) []byte {
	answer, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s %v", url, answer.Status, err)
	}
	return body
}

// bundle gives the path of a bundle of entries (C2SP tlog-tiles).
func bundle(index, width int64) string {
	path := fmt.Sprintf("%03d", index%1000)
	for index >= 1000 {
		index /= 1000
		path = fmt.Sprintf("x%03d/%s", index%1000, path)
	}
	if width < 256 {
		path += ".p/" + strconv.FormatInt(width, 10)
	}
	return "/tile/entries/" + path
}

func main() {
	server := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	opened, err := note.Open(fetch(server+"/checkpoint"), note.VerifierList(verifier))
	if err != nil {
		log.Fatal(err)
	}
	lines := strings.Split(opened.Text, "\n") // origin, size, root
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		log.Fatal(err)
	}
	var root tlog.Hash
	decoded, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || copy(root[:], decoded) != len(root) {
		log.Fatal("root: ", err)
	}

	var stored []tlog.Hash
	hashes := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	var leaves []tlog.Hash
	for first := int64(0); first < size; first += 256 {
		width := min(256, size-first)
		content := fetch(server + bundle(first/256, width))
		for number := int64(0); number < width; number++ {
			length := binary.BigEndian.Uint16(content)
			entry := content[2 : 2+length]
			content = content[2+length:]
			added, err := tlog.StoredHashes(first+number, entry, hashes)
			if err != nil {
				log.Fatal(err)
			}
			stored = append(stored, added...)
			leaves = append(leaves, tlog.RecordHash(entry))
		}
	}
	computed, err := tlog.TreeHash(size, hashes)
	if err != nil || computed != root {
		log.Fatalf("root over the entries is %v, the checkpoint says %v (%v)", computed, root, err)
	}
	checked := 0
	for index := int64(0); index < size; index += 100 {
		proof, err := tlog.ProveRecord(size, index, hashes)
		if err != nil {
			log.Fatal(err)
		}
		if err := tlog.CheckRecord(proof, size, root, index, leaves[index]); err != nil {
			log.Fatal(err)
		}
		checked++
	}
	fmt.Printf("%s: checkpoint of %d entries signed by %s, root %v, %d inclusion proofs hold\n",
		lines[0], size, opened.Sigs[0].Name, root, checked)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
